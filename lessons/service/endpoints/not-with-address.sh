# A second Service with an address of its own.
kubectl describe service api
kubectl set selector service api app=api
next
kubectl patch service api -p '{"spec":{"ports":[{"port":80,"targetPort":80}]}}'
curl http://api
next
kubectl exec $(kubectl get pods -l app=api -o name | head -1) -- mv /usr/share/nginx/html/index.html /tmp/
sleep 20; kubectl get endpointslices
kubectl exec $(kubectl get pods -l app=api -o name | head -1) -- mv /tmp/index.html /usr/share/nginx/html/
next
kubectl expose deployment api --name=api-pods --port=80
nslookup api; nslookup api-pods
