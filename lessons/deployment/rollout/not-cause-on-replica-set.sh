# The cause belongs to the Deployment, not to one of its ReplicaSets.
kubectl set image deployment/web web=nginx:1.26; kubectl rollout status deployment/web
answer 3
next
kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}'
kubectl set image deployment/web web=nginx:1.27; kubectl rollout status deployment/web
next
kubectl annotate replicaset -l app=web kubernetes.io/change-cause='shop 1.27'
kubectl rollout history deployment/web
advance 1m
