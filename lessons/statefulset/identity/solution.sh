kubectl apply -f web.yaml
kubectl rollout status statefulset/web
kubectl get events --sort-by=.metadata.creationTimestamp
answer web-2
next
nslookup web-0.nginx.default.svc.cluster.local
sed -i 's/^spec:/&\n  clusterIP: None/' service.yaml; kubectl apply -f service.yaml
nslookup web-0.nginx.default.svc.cluster.local
next
kubectl delete pod web-1
kubectl delete $(kubectl get pods -l app=peers -o name | head -1)
kubectl get pods -o wide
next
nslookup web-1.nginx.default.svc.cluster.local
nslookup nginx.default.svc.cluster.local
answer $(kubectl get pod web-1 -o jsonpath={.status.podIP})
next
kubectl scale statefulset web --replicas=1
kubectl describe statefulset web
answer web-2
next
