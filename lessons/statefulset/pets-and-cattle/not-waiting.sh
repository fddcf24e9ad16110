# Deleting the Pod once more, or scaling, waits for the silent node for ever.
kubectl apply -f cattle.yaml -f pets.yaml
advance 20s
kubectl get pvc
next
kubectl delete pod pets-1
kubectl delete $(kubectl get pods -l app=cattle -o name | head -1)
advance 10s
kubectl exec pets-1 -- cat /data/book
kubectl exec deployment/cattle -- cat /data/book
next
kubectl delete pods --all
advance 20s
answer pets-2
next
advance 7m
kubectl get pods -o wide
next
kubectl delete pod pets-0 pets-1 pets-2 --wait=false
kubectl scale statefulset pets --replicas=0
advance 5m
kubectl scale statefulset pets --replicas=3
advance 5m
