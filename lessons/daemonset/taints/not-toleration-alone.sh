# A toleration doesn't pull.
kubectl describe nodes
answer nvidia.com/gpu
next
kubectl patch daemonset log-collector -p '{"spec":{"template":{"spec":{"tolerations":[{"operator":"Exists"}]}}}}'
next
kubectl apply -f training.yaml
advance 2m
