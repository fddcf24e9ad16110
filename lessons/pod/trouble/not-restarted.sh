# Making the crashing Pod anew changes nothing about the reason.
kubectl get pods
answer oven
next
kubectl describe pod menu
kubectl set image pod/menu web=nginx:1.27
next
kubectl logs counter
kubectl replace --force -f counter.yaml
advance 5m
