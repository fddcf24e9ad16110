# Deleting all Pods updates them too, but four nodes go blind together.
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.8.2; kubectl delete pods -l app=node-agent
advance 2m
