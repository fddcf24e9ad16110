# Deleted Pods come back: only scaling makes them go.
kubectl apply -f web.yaml
advance 1m
answer web-2
next
sed -i 's/^spec:/&\n  clusterIP: None/' service.yaml; kubectl apply -f service.yaml
nslookup web-0.nginx.default.svc.cluster.local
next
kubectl delete pod web-1
kubectl delete $(kubectl get pods -l app=peers -o name | head -1)
next
nslookup web-1.nginx.default.svc.cluster.local
nslookup nginx.default.svc.cluster.local
answer $(kubectl get pod web-1 -o jsonpath={.status.podIP})
next
kubectl delete pod web-2 web-1
answer web-2
advance 1m
