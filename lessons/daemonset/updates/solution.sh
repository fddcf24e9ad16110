kubectl get daemonset node-agent -o jsonpath='{.spec.updateStrategy}'
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.8.2
kubectl rollout status daemonset/node-agent
next
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.9.99
kubectl rollout status daemonset/node-agent --timeout=1m
next
kubectl rollout history daemonset/node-agent
kubectl rollout undo daemonset/node-agent
next
kubectl patch daemonset node-agent -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxUnavailable":0}}}}'
kubectl patch daemonset node-agent -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}'
kubectl set image daemonset/node-agent agent=prom/node-exporter:v1.9.1
kubectl rollout status daemonset/node-agent
next
kubectl patch daemonset disk-driver -p '{"spec":{"updateStrategy":{"type":"OnDelete"}}}'
kubectl set image daemonset/disk-driver driver=busybox:1.37
kubectl get daemonset disk-driver
kubectl delete pod -l app=disk-driver --field-selector spec.nodeName=worker-3
next
kubectl patch daemonset disk-driver -p '{"spec":{"updateStrategy":{"type":"RollingUpdate"}}}'
kubectl rollout status daemonset/disk-driver
next
