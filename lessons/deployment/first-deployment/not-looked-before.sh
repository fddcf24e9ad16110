# A look before there is a Deployment shows no ReplicaSet of it.
kubectl set image replicaset/web nginx=nginx:1.27
answer 0
next
kubectl get rs
kubectl create deployment shop --image=nginx:1.27 --replicas=2
kubectl delete replicaset web
advance 1m
