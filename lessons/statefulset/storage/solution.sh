kubectl exec queue-1 -- cat /data/orders
kubectl delete pod queue-1
kubectl wait --for=condition=Ready pod/queue-1
kubectl exec queue-1 -- cat /data/orders
next
kubectl apply -f queue.yaml
kubectl delete statefulset queue
kubectl apply -f queue.yaml
kubectl rollout status statefulset/queue
kubectl get pvc
answer data-queue-1
next
kubectl exec queue-1 -- sh -c 'echo order 4714 >> /data/orders'
kubectl delete pod queue-1
kubectl wait --for=condition=Ready pod/queue-1
kubectl exec queue-1 -- cat /data/orders
next
kubectl scale statefulset queue --replicas=1
kubectl get pods,pvc
kubectl scale statefulset queue --replicas=3
kubectl rollout status statefulset/queue
kubectl exec queue-1 -- cat /data/orders
next
kubectl patch statefulset queue -p '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Delete"}}}'
kubectl scale statefulset queue --replicas=1
kubectl get pvc
next
