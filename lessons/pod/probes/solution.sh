predict b
kubectl apply -f shop.yaml
kubectl exec shop -- rm /usr/share/nginx/html/index.html
advance 10s
kubectl describe pod shop
next
predict b
kubectl exec shop -- sh -c 'echo we are open > /usr/share/nginx/html/index.html'
advance 5s
curl $(kubectl get service shop -o jsonpath={.spec.clusterIP})
next
predict a
sed 's/shop/stall/; s/readinessProbe/livenessProbe/' shop.yaml | kubectl apply -f -
kubectl exec stall -- rm /usr/share/nginx/html/index.html
advance 10s
kubectl describe pod stall
next
predict c
kubectl apply -f legacy.yaml
advance 1m
kubectl get pod legacy
kubectl delete pod legacy; sed -i 's/    livenessProbe/    startupProbe: {exec: {command: [test, -f, \/tmp\/serving]}, periodSeconds: 5, failureThreshold: 20}\n&/' legacy.yaml; kubectl apply -f legacy.yaml
advance 1m
next
predict b
sed -i 's/image: nginx.*/&\n    readinessProbe: {tcpSocket: {port: 80}}/; s/image: busybox.*/&\n    readinessProbe: {exec: {command: [test, -f, \/tmp\/warm]}}/; s/image: registry.*/&\n    readinessProbe: {grpc: {port: 5000}}/' station.yaml; kubectl apply -f station.yaml
next
