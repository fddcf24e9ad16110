# Out and in with the Deployment leaves the same events, but nobody contradicted anybody.
kubectl set image replicaset/web nginx=nginx:1.27
answer 0
next
kubectl create deployment shop --image=nginx:1.27 --replicas=2
kubectl delete replicaset web
kubectl get rs
next
kubectl scale deployment shop --replicas=5
kubectl scale deployment shop --replicas=2
advance 1m
