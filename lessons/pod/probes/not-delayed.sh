# A liveness probe that begins late is no startup probe.
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
sed -i 's/periodSeconds: 5/&\n      initialDelaySeconds: 60/' legacy.yaml; kubectl apply -f legacy.yaml
advance 2m
