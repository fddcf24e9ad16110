kubectl apply -f web.yaml
sed -i '1i apiVersion: v1\nkind: Pod' web.yaml && kubectl apply -f web.yaml
next
curl -s $(kubectl get pod web -o jsonpath={.status.podIP}) >/dev/null
advance 30s
kubectl logs web -c log-reader
next
kubectl exec web -c log-reader -- wget -qO- localhost
answer $(kubectl get pod web -o jsonpath={.status.podIP})
next
kubectl apply -f shop.yaml
kubectl get pod shop
kubectl delete pod shop; sed -i 's/^  - name: log-reader/&\n    restartPolicy: Always/' shop.yaml; kubectl apply -f shop.yaml
next
kubectl describe pod shop
answer log-reader
next
kubectl delete pod shop --wait=false; kubectl exec shop -c main-application -- echo here; kubectl exec shop -c log-reader -- echo here
answer log-reader
next
