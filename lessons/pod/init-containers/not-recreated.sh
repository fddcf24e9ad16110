# A new Pod after the prices are there never shows that the old one would have gone on.
kubectl apply -f cafe.yaml
advance 20s
curl $(kubectl get pod cafe -o jsonpath={.status.podIP})
next
kubectl logs cafe -c check-menu
answer Completed
next
kubectl exec cafe -c web -- sh -c 'kill 1'
next
kubectl apply -f till.yaml
advance 30s
kubectl logs till -c fetch-prices
next
kubectl apply -f prices.yaml && kubectl replace --force -f till.yaml
advance 1m
curl $(kubectl get pod till -o jsonpath={.status.podIP})
