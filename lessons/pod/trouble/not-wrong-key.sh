# A ConfigMap with another key is no help.
kubectl get pods
answer oven
next
kubectl describe pod menu
kubectl set image pod/menu web=nginx:1.27
next
kubectl logs counter
kubectl delete pod counter; sed -i 's/liter$/litre/' counter.yaml; kubectl apply -f counter.yaml
advance 30s
next
kubectl describe pod oven
kubectl delete pod oven; sed -i s/64Gi/64Mi/ oven.yaml; kubectl apply -f oven.yaml
next
kubectl describe pod bell
kubectl create configmap bell-settings --from-literal=sound=ding-dong
advance 3m
