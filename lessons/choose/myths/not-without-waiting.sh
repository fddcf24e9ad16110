# Without the time that makes the difference nothing waits.
kubectl apply -f pod.yaml
sed -i '1i apiVersion: v1\nkind: Pod' pod.yaml; kubectl apply -f pod.yaml
sed -i 's/^    name: web/  - name: web/' pod.yaml; kubectl apply -f pod.yaml
next
kubectl get rc
kubectl get rs
answer ReplicationController
next
kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints
kubectl get nodes -o custom-columns=Name:metadata.Name
kubectl get nodes -o jsonpath='{.items[*].spec.taints}'
next
kubectl set image deployment/shop web=nginx:1.161
advance 2m
kubectl rollout status deployment/shop
kubectl rollout undo deployment/shop
next
kubectl patch deployment cart -p '{"spec":{"minReadySeconds":0}}'
kubectl set image deployment/cart web=nginx:1.27
advance 5m
