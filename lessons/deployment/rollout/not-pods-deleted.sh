# New Pods, but all old ones gone at once.
kubectl set image deployment/web web=nginx:1.26; kubectl rollout status deployment/web
answer 3
next
kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}'
kubectl set image deployment/web web=nginx:1.27; kubectl rollout status deployment/web
next
kubectl annotate deployment/web kubernetes.io/change-cause='shop 1.27'
kubectl rollout history deployment/web
next
kubectl patch deployment web -p '{"spec":{"minReadySeconds":10}}'
kubectl set image deployment/web web=nginx:1.28; kubectl rollout status deployment/web
kubectl rollout history deployment/web
next
kubectl set image deployment/web web=nginx:1.28
kubectl delete pods -l app=web
advance 2m
