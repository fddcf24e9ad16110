# Deleting the claims by hand leaves the policy as it was.
kubectl exec queue-1 -- cat /data/orders
kubectl delete pod queue-1
advance 10s
kubectl exec queue-1 -- cat /data/orders
next
kubectl delete statefulset queue
kubectl apply -f queue.yaml
advance 1m
answer data-queue-1
next
kubectl exec queue-1 -- sh -c 'echo order 4714 >> /data/orders'
kubectl delete pod queue-1
advance 10s
kubectl exec queue-1 -- cat /data/orders
next
kubectl scale statefulset queue --replicas=1
advance 30s
kubectl scale statefulset queue --replicas=3
advance 30s
kubectl exec queue-1 -- cat /data/orders
next
kubectl scale statefulset queue --replicas=1
advance 30s
kubectl delete pvc data-queue-1 data-queue-2
advance 30s
