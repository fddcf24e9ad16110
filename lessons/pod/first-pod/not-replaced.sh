# A new Pod is not a container that was started again.
sed -i '1i apiVersion: v1\nkind: Pod' hours.yaml && kubectl apply -f hours.yaml
next
answer worker-2
curl $(kubectl get pod hours -o jsonpath={.status.podIP})
next
kubectl describe pod hours
answer default-scheduler
answer kubelet
next
kubectl replace --force -f hours.yaml
advance 1m
