# The context was switched back too early: it is the shop that grows.
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
kubectl config set-context --current --namespace=default
kubectl scale deployment web --replicas=3
advance 1m
