kubectl get pods
answer oven
next
predict a
kubectl describe pod menu
kubectl set image pod/menu web=nginx:1.27
next
predict b
kubectl logs counter
kubectl delete pod counter; sed -i 's/liter$/litre/' counter.yaml; kubectl apply -f counter.yaml
advance 30s
next
predict b
kubectl describe pod oven
kubectl delete pod oven; sed -i s/64Gi/64Mi/ oven.yaml; kubectl apply -f oven.yaml
next
predict b
kubectl describe pod bell
kubectl create configmap bell-settings --from-literal=tone=ding-dong
advance 30s
next
