# Deleted one by one, they never go together.
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
for pod in $(kubectl get pods -o name); do kubectl delete $pod; done
advance 20s
answer pets-2
