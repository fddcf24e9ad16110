# A new Service instead of a mended one; a tier as the selector.
kubectl delete service api
kubectl expose deployment api --port=80 --target-port=8080
kubectl get endpoints api
next
kubectl delete service api
kubectl create service clusterip api --tcp=80:80
kubectl set selector service api tier=backend
curl -s api
next
kubectl exec $(kubectl get pods -l app=api -o name | head -1) -- mv /usr/share/nginx/html/index.html /usr/share/nginx/html/home.html
sleep 15; kubectl get endpoints api
kubectl exec $(kubectl get pods -l app=api -o name | head -1) -- mv /usr/share/nginx/html/home.html /usr/share/nginx/html/index.html
next
kubectl create service clusterip api-pods --clusterip=None --tcp=80
kubectl set selector service api-pods app=api
nslookup api; nslookup api-pods
next
kubectl exec deploy/api -- curl -s payments.pay
answer $(kubectl exec deploy/api -- cat /etc/resolv.conf | grep search | cut -d' ' -f2)
next
