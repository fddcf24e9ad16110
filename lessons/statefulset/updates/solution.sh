kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'
kubectl set image statefulset/search search=nginx:1.27
kubectl rollout status statefulset/search
next
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'
kubectl rollout status statefulset/search
kubectl get pods
answer search-0
next
kubectl set image statefulset/search search=nginx:1.161
next
kubectl rollout undo statefulset/search
kubectl get pods
kubectl delete pod search-3
next
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'
kubectl set image statefulset/search search=nginx:1.28
kubectl delete pod search-1
next
kubectl apply -f search-2gi.yaml
kubectl delete statefulset search --cascade=orphan
kubectl apply -f search-2gi.yaml
next
