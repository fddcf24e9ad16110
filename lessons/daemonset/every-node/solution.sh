kubectl get pods -o wide
kubectl logs -l app=log-collector --tail=5
answer worker-2
next
sed -i 's/kind: Deployment/kind: DaemonSet/; /replicas:/d' log-collector.yaml
kubectl delete deployment log-collector
kubectl apply -f log-collector.yaml
kubectl rollout status daemonset/log-collector
kubectl logs -l app=log-collector --tail=5
next
kubectl get nodes
kubectl scale deployment shop --replicas=6
kubectl get pods -o wide
advance 1m
kubectl logs -l app=log-collector --tail=5
next
kubectl delete node worker-3
advance 2m
next
kubectl apply -f ssd-monitor.yaml
kubectl get daemonsets
kubectl get nodes -L disk
kubectl label node worker-1 disk=ssd --overwrite
next
kubectl label node worker-1 disk-
kubectl label node worker-2 disk=ssd --overwrite
next
