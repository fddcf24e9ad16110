# Who sets the image first has updated every node before the strategy says otherwise.
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.8.2
next
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.9.99
kubectl get pods
next
kubectl rollout history ds/node-agent
kubectl rollout undo daemonset/node-agent
next
kubectl patch daemonset node-agent -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}'
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.9.1
next
kubectl set image daemonset/disk-driver driver=busybox:1.37
kubectl patch daemonset disk-driver -p '{"spec":{"updateStrategy":{"type":"OnDelete"}}}'
kubectl delete pod -l app=disk-driver --field-selector spec.nodeName=worker-3
advance 2m
