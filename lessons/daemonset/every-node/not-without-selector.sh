# Without the selector the monitor runs on the node with the old disk too.
kubectl logs -l app=log-collector
answer worker-2
next
kubectl delete deployment log-collector; sed 's/kind: Deployment/kind: DaemonSet/; /replicas:/d' log-collector.yaml | kubectl apply -f -
advance 30s
kubectl logs -l app=log-collector
next
kubectl scale deployment shop --replicas=6
advance 1m
kubectl logs -l app=log-collector
next
kubectl delete node worker-3
advance 2m
next
sed '/nodeSelector/,/disk/d' ssd-monitor.yaml | kubectl apply -f -
advance 2m
