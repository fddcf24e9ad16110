# The new version arrives, but each node was without an agent for a moment.
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.8.2
next
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.9.99
kubectl get pods
next
kubectl rollout history ds/node-agent
kubectl rollout undo daemonset/node-agent
next
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.9.1
advance 2m
kubectl patch daemonset node-agent -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}'
advance 2m
