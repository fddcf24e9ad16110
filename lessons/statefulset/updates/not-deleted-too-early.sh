# Deleted before the template is mended, the Pod comes back with the bad image.
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'
kubectl set image statefulset/search search=nginx:1.27
next
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'
advance 20s
answer search-0
next
kubectl set image statefulset/search search=nginx:1.161
next
kubectl delete pod search-3
advance 20s
kubectl rollout undo statefulset/search
advance 2m
