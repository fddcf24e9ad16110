# Whoever starts it again at once does not see that nobody else does.
sed -i '1i apiVersion: v1\nkind: Pod' hours.yaml && kubectl apply -f hours.yaml
next
answer worker-2
curl $(kubectl get pod hours -o jsonpath={.status.podIP})
next
kubectl describe pod hours
answer default-scheduler
answer kubelet
next
kubectl exec hours -- sh -c 'kill 1'
next
kubectl delete pod hours && kubectl apply -f hours.yaml
advance 2m
next
kubectl get pods
