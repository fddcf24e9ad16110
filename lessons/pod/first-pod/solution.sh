kubectl apply -f hours.yaml
sed -i '1i apiVersion: v1\nkind: Pod' hours.yaml && kubectl apply -f hours.yaml
next
kubectl get pod hours -o wide
answer worker-2
curl $(kubectl get pod hours -o jsonpath={.status.podIP})
next
predict b
kubectl describe pod hours
answer default-scheduler
answer kubelet
next
predict c
kubectl exec hours -- sh -c 'kill 1'
next
predict a
kubectl delete pod hours
advance 1m
next
predict b
kubectl apply -f hours.yaml
curl $(kubectl get pod hours -o jsonpath={.status.podIP})
next
