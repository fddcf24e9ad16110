kubectl apply -f cattle.yaml -f pets.yaml
kubectl rollout status statefulset/pets
kubectl get pvc
next
kubectl delete pod pets-1
kubectl delete $(kubectl get pods -l app=cattle -o name | head -1)
kubectl wait --for=condition=Ready pod/pets-1
kubectl exec pets-1 -- cat /data/book
kubectl exec deployment/cattle -- cat /data/book
next
kubectl delete pods --all
kubectl rollout status statefulset/pets
kubectl get pods
answer pets-2
next
advance 7m
kubectl get nodes
kubectl get pods -o wide
next
kubectl delete $(kubectl get pods -l app=pets -o jsonpath='{range .items[?(@.spec.nodeName=="worker-2")]}pod/{.metadata.name} {end}') --force
kubectl get pods -o wide
next
