# No Pod is missing, but eight run at once: the node has no room for that.
kubectl set image deployment/web web=nginx:1.26; kubectl rollout status deployment/web
answer 3
next
kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":"100%","maxUnavailable":0}}}}'
kubectl set image deployment/web web=nginx:1.27
advance 2m
kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":1}}}}'
advance 1m
