# The rejected change and a new Pod leave the emptyDir as it was.
kubectl exec queue-1 -- cat /data/orders
kubectl delete pod queue-1
advance 10s
kubectl exec queue-1 -- cat /data/orders
next
kubectl apply -f queue.yaml
kubectl delete pod queue-1
answer data-queue-1
advance 1m
