# `delete all` leaves the namespace and everything that isn't in "all".
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
kubectl delete all --all
kubectl get pods -A
advance 1m
