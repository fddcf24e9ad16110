# Deleting by the manifest, in the wrong namespace, hits the shop.
for i in 1 2 3 4 5 6 7 8; do curl -s web; done
answer 4
next
kubectl create namespace blog
kubectl apply -f blog.yaml -n blog
kubectl delete deployment blog
next
curl -s web.blog
next
kubectl config set-context --current --namespace=blog
kubectl scale deployment web --replicas=3
next
kubectl config set-context --current --namespace=default
kubectl delete -f blog.yaml
kubectl delete namespace blog
kubectl get pods
