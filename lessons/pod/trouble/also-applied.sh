# Everything by changed files.
kubectl get pods -A
answer pod/oven
next
kubectl describe pods | grep 'not found'
kubectl describe pod menu > menu.txt; sed -i s/1.161/1.27/ menu.yaml; kubectl apply -f menu.yaml; cat menu.txt
kubectl describe pod menu
next
kubectl logs counter
sed -i 's/liter$/litre/' counter.yaml; kubectl delete -f counter.yaml; kubectl create -f counter.yaml
next
kubectl describe pod oven
sed -i s/64Gi/64M/ oven.yaml; kubectl replace --force -f oven.yaml
next
kubectl describe pod bell
echo -n ding > tone; kubectl create cm bell-settings --from-file=tone
next
