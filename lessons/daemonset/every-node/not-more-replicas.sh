# More replicas reach worker-2 by chance, but nobody promises one Pod per node.
kubectl logs -l app=log-collector
answer worker-2
next
kubectl scale deployment log-collector --replicas=4
advance 2m
kubectl logs -l app=log-collector
