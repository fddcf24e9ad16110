# Who goes back before the deadline has not seen what happens after it.
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
kubectl rollout undo deployment/shop
advance 5m
