for i in 1 2 3 4 5 6 7 8; do curl -s web; done
kubectl get endpointslices
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
kubectl delete namespace blog
kubectl config set-context --current --namespace=default
kubectl get pods
next
