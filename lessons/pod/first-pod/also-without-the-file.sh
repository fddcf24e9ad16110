# kubectl run instead of a file, events instead of describe, the process killed from a shell inside.
kubectl run hours --image=nginx:1.27 --port=80
next
answer $(kubectl get pod hours -o jsonpath={.spec.nodeName})
kubectl exec hours -- curl -s localhost
next
kubectl get events --sort-by=.metadata.creationTimestamp -o wide
answer kubelet
answer the scheduler
next
kubectl exec -it hours -- bash
kill 1
next
kubectl delete pod --all --grace-period=1
next
kubectl run hours --image=nginx:1.27 --port=80
advance 10s
wget -qO- $(kubectl get pod hours -o jsonpath={.status.podIP}) || curl -s $(kubectl get pod hours -o jsonpath={.status.podIP})
next
