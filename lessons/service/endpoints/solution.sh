curl http://api
kubectl describe service api
kubectl get pods --show-labels
kubectl patch service api -p '{"spec":{"selector":{"app":"api"}}}'
next
curl http://api
kubectl get endpointslices -l kubernetes.io/service-name=api
kubectl patch service api -p '{"spec":{"ports":[{"port":80,"targetPort":80}]}}'
curl http://api
next
POD=$(kubectl get pods -l app=api -o name | head -1)
kubectl exec $POD -- mv /usr/share/nginx/html/index.html /tmp/
sleep 20; kubectl describe service api
kubectl exec $POD -- mv /tmp/index.html /usr/share/nginx/html/
next
kubectl expose deployment api --name=api-pods --port=80 --cluster-ip=None
nslookup api
nslookup api-pods
next
kubectl exec deploy/api -- cat /etc/resolv.conf
kubectl exec deploy/api -- curl -s http://payments.pay
answer default.svc.cluster.local
next
