# A new image under RollingUpdate reaches every member.
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'
kubectl set image statefulset/search search=nginx:1.27
next
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'
advance 20s
answer search-0
next
kubectl set image statefulset/search search=nginx:1.161
next
kubectl rollout undo statefulset/search
kubectl delete pod search-3
next
kubectl set image statefulset/search search=nginx:1.28
advance 1m
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'
