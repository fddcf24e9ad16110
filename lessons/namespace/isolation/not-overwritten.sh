# Without a namespace the blog's manifest changes the shop: the names are the same.
for i in 1 2 3 4 5 6 7 8; do curl -s web; done
answer 4
next
kubectl create namespace blog
kubectl apply -f blog.yaml
kubectl delete deployment blog
advance 1m
