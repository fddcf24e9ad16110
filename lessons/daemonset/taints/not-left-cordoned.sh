# The node is drained, but nobody lets it work again.
kubectl describe nodes
answer nvidia.com/gpu
next
kubectl patch daemonset log-collector -p '{"spec":{"template":{"spec":{"tolerations":[{"operator":"Exists"}]}}}}'
next
kubectl apply -f training.yaml
kubectl patch deployment training -p '{"spec":{"template":{"spec":{"nodeSelector":{"accelerator":"nvidia"}}}}}'
next
kubectl taint node worker-2 disk=failing:NoSchedule
kubectl scale deployment shop --replicas=6
kubectl get pods -l app=shop -o wide
answer $(kubectl get pods -l app=shop -o wide | grep -c worker-2)
next
kubectl taint node worker-2 disk=failing:NoExecute
advance 2m
answer cache
next
kubectl taint node worker-2 disk-
kubectl drain worker-1 --ignore-daemonsets
advance 10m
