# Without a request the Pod is placed, and the scheduler knows nothing of what it needs.
kubectl get pods
answer oven
next
kubectl describe pod menu
kubectl set image pod/menu web=nginx:1.27
next
kubectl logs counter
kubectl delete pod counter; sed -i 's/liter$/litre/' counter.yaml; kubectl apply -f counter.yaml
advance 30s
next
kubectl describe pod oven
kubectl delete pod oven; sed -i '/resources/,$d' oven.yaml; kubectl apply -f oven.yaml
advance 1m
