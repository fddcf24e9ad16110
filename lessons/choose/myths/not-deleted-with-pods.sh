# Without --cascade=orphan the Pods of shop follow a moment later.
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
kubectl set image deployment/cart web=nginx:1.27
kubectl get deployment cart
advance 2m
next
kubectl patch deployment shop -p '{"spec":{"strategy":{"type":"Recreate"}}}'
kubectl patch deployment shop -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
next
kubectl delete deployment cart
kubectl delete deployment shop
