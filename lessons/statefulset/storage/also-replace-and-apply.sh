# The set is replaced by force; numbers and the policy come by apply; the file is read through a shell.
kubectl exec queue-1 -- tail -n 5 /data/orders; kubectl delete pods queue-1 --grace-period=1
advance 10s
kubectl exec queue-1 -- sh -c 'cat /data/orders'
next
kubectl replace --force -f queue.yaml
advance 1m
answer $(kubectl get pods queue-1 -o jsonpath='{.spec.volumes[0].persistentVolumeClaim.claimName}')
next
kubectl exec queue-1 -c queue -- sh -c 'echo "order 4714" >> /data/orders'
kubectl delete pod queue-1 --wait=false
advance 20s
kubectl exec queue-1 -- grep . /data/orders
next
sed 's/replicas: 3/replicas: 1/' queue.yaml | kubectl apply -f -
advance 30s
kubectl apply -f queue.yaml
advance 30s
kubectl exec queue-1 -- cat /data/orders
next
sed 's/replicas: 3/replicas: 3\n  persistentVolumeClaimRetentionPolicy: {whenScaled: Delete}/' queue.yaml > small.yaml; kubectl apply -f small.yaml
sed -i 's/replicas: 3/replicas: 1/' small.yaml; kubectl apply -f small.yaml
next
