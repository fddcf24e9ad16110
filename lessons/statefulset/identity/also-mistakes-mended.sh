# First the Service as it lies there, then deleted and made headless; scaling by a changed manifest.
kubectl apply -f web.yaml
advance 1m
answer web-1
answer web-2
next
kubectl apply -f service.yaml
nslookup web-0.nginx
kubectl delete service nginx
sed -i 's/^  selector:/  clusterIP: None\n&/' service.yaml
kubectl create -f service.yaml
nslookup web-0.nginx
next
kubectl delete pod web-1 --wait=false
kubectl delete pod $(kubectl get pods -l app=peers -o jsonpath='{.items[0].metadata.name}')
next
nslookup web-1.nginx
answer $(kubectl get pod web-1 -o jsonpath={.status.podIP})
nslookup nginx
next
sed -i 's/replicas: 3/replicas: 1/' web.yaml && kubectl apply -f web.yaml
answer web-2
next
