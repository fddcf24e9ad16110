# The names are asked from a Pod; the Service is made by a command; changes come by patch and apply.
kubectl create -f web.yaml
advance 1m
kubectl describe sts web
answer WEB-2
next
kubectl create service clusterip nginx --clusterip=None
kubectl run dns --image=busybox:1.36 --restart=Never -- sleep 3600
kubectl wait --for=condition=Ready pod/dns
kubectl exec dns -- nslookup web-0.nginx.default.svc.cluster.local
next
kubectl delete pods -l app=peers
kubectl delete pod web-1 --grace-period=1
next
kubectl exec dns -- nslookup nginx.default.svc.cluster.local
kubectl exec dns -- nslookup web-1.nginx.default.svc.cluster.local
answer $(kubectl get pod web-1 -o jsonpath={.status.podIP})
next
kubectl patch sts web -p '{"spec":{"replicas":1}}'
k get events --field-selector reason=SuccessfulDelete
answer web-2
next
