# Deleting web-2 and a Pod of the Deployment leaves web-1 as it was.
kubectl apply -f web.yaml
advance 1m
answer web-2
next
sed -i 's/^spec:/&\n  clusterIP: None/' service.yaml; kubectl apply -f service.yaml
nslookup web-0.nginx.default.svc.cluster.local
next
kubectl delete pod web-2
kubectl delete $(kubectl get pods -l app=peers -o name | head -1)
advance 1m
