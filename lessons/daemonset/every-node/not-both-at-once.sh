# A DaemonSet beside the Deployment reads every line of worker-1 twice.
kubectl logs -l app=log-collector
answer worker-2
next
sed 's/kind: Deployment/kind: DaemonSet/; /replicas:/d' log-collector.yaml | kubectl apply -f -
advance 2m
kubectl logs -l app=log-collector
