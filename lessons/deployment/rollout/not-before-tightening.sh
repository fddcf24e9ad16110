# The update starts while one Pod may still be missing.
kubectl set image deployment/web web=nginx:1.26; kubectl rollout status deployment/web
answer 3
next
kubectl set image deployment/web web=nginx:1.27
kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}'
advance 2m
