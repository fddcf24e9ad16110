# Undo repairs the template, not the broken Pod.
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
advance 5m
