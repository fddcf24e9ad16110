# Three tries of five seconds are over before the application serves.
kubectl apply -f shop.yaml
kubectl exec shop -- rm /usr/share/nginx/html/index.html
advance 10s
kubectl describe pod shop
next
kubectl exec shop -- sh -c 'echo we are open > /usr/share/nginx/html/index.html'
advance 5s
curl $(kubectl get service shop -o jsonpath={.spec.clusterIP})
next
sed 's/shop/stall/; s/readinessProbe/livenessProbe/' shop.yaml | kubectl apply -f -
kubectl exec stall -- rm /usr/share/nginx/html/index.html
advance 10s
kubectl describe pod stall
next
sed -i 's/    livenessProbe/    startupProbe: {exec: {command: [test, -f, \/tmp\/serving]}, periodSeconds: 5, failureThreshold: 3}\n&/' legacy.yaml; kubectl apply -f legacy.yaml
advance 3m
