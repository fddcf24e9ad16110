# Deleting the rest by hand under a lowered partition takes two members away at once.
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'
kubectl set image statefulset/search search=nginx:1.27
next
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'; kubectl delete pod search-0 search-1 --wait=false
advance 1m
answer search-0
