kubectl get pods -o wide
kubectl describe node gpu-1
answer nvidia.com/gpu
next
kubectl patch daemonset log-collector -p '{"spec":{"template":{"spec":{"tolerations":[{"operator":"Exists"}]}}}}'
kubectl rollout status daemonset/log-collector
next
kubectl apply -f training.yaml
kubectl get pods -l app=training -o wide
kubectl patch deployment training -p '{"spec":{"template":{"spec":{"nodeSelector":{"accelerator":"nvidia"}}}}}'
next
kubectl taint node worker-2 disk=failing:NoSchedule
kubectl scale deployment shop --replicas=6
kubectl get pods -l app=shop -o wide
answer $(kubectl get pods -l app=shop -o wide | grep -c worker-2)
next
kubectl taint node worker-2 disk=failing:NoExecute
kubectl get pods -o wide
advance 2m
answer cache
next
kubectl taint node worker-2 disk-
kubectl drain worker-1 --ignore-daemonsets
advance 5m
kubectl uncordon worker-1
next
