# A till that starts without waiting has no prices.
kubectl apply -f cafe.yaml
advance 20s
curl $(kubectl get pod cafe -o jsonpath={.status.podIP})
next
kubectl logs cafe -c check-menu
answer Completed
next
kubectl exec cafe -c web -- sh -c 'kill 1'
next
kubectl run till --image=nginx:1.27
advance 1m
kubectl logs till
