# A ReplicaSet called shop has the right Pods, but still can't update them.
kubectl set image replicaset/web nginx=nginx:1.27
answer 0
next
sed 's/: web$/: shop/; s/1.26/1.27/' web.yaml | kubectl apply -f -
kubectl delete replicaset web
kubectl get rs
