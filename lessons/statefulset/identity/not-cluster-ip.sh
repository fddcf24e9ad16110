# A Service with an address of its own hides its Pods behind it.
kubectl apply -f web.yaml
advance 1m
answer web-2
next
kubectl apply -f service.yaml
nslookup web-0.nginx.default.svc.cluster.local
nslookup nginx.default.svc.cluster.local
