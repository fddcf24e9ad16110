predict b
kubectl apply -f cafe.yaml
advance 20s
curl $(kubectl get pod cafe -o jsonpath={.status.podIP})
next
predict b
kubectl logs cafe -c check-menu
kubectl describe pod cafe
answer Completed
next
predict c
kubectl exec cafe -c web -- sh -c 'kill 1'
advance 10s
kubectl get pod cafe
next
predict b
kubectl apply -f till.yaml
advance 30s
kubectl get pod till
kubectl logs till -c fetch-prices
next
predict c
kubectl apply -f prices.yaml
advance 2m
curl $(kubectl get pod till -o jsonpath={.status.podIP})
next
