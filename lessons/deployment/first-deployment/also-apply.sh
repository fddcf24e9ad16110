# Manifests all the way: a ReplicaSet's manifest is nearly that of a Deployment.
sed -i 's/1.26/1.27/' web.yaml
kubectl apply -f web.yaml
kubectl describe pods | grep Image:
answer $(kubectl get pods -o yaml | grep -c "image: nginx:1.27")
next
kubectl delete -f web.yaml
sed 's/kind: ReplicaSet/kind: Deployment/; s/: web$/: shop/' web.yaml > shop.yaml
kubectl apply -f shop.yaml
kubectl get all
next
kubectl patch rs $(kubectl get rs -o jsonpath='{.items[0].metadata.name}') -p '{"spec":{"replicas":4}}'
next
sed 's/replicas: 2/replicas: 5/' shop.yaml | kubectl apply -f -
sed 's/replicas: 2/replicas: 3/' shop.yaml | kubectl apply -f -
next
kubectl create service clusterip shop --tcp=80
wget -qO- shop.default.svc.cluster.local
kubectl delete pods -l app=shop
next
