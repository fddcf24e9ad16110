kubectl set image deployment/web web=nginx:1.161
next
advance 11m
kubectl rollout status deployment/web
next
kubectl rollout undo deployment/web
next
kubectl rollout history deployment/web
kubectl rollout undo deployment/web --to-revision=1
next
kubectl patch deployment web -p '{"spec":{"revisionHistoryLimit":1}}'
next
