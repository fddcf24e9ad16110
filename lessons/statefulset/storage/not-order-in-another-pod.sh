# The order is written to the disk of queue-0: queue-1 doesn't have it.
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
kubectl exec queue-0 -- sh -c 'echo order 4714 >> /data/orders'
kubectl delete pod queue-1
advance 20s
kubectl exec queue-1 -- cat /data/orders
