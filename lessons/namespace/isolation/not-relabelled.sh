# Other labels end the collision, but both teams still share one namespace.
for i in 1 2 3 4 5 6 7 8; do curl -s web; done
answer 4
next
kubectl delete deployment blog
sed 's/app: web/app: blog/; s/^  name: web/  name: blog/' blog.yaml | kubectl apply -f -
advance 1m
