# The namespace stands in the manifests; the names are written out in full; after a mishap the shop is applied again.
for i in 1 2 3 4 5 6 7 8 9; do wget -qO- http://web.default.svc.cluster.local; done
k describe svc web
answer $(k get pods -l app=web -o name | wc -l)
next
printf 'apiVersion: v1\nkind: Namespace\nmetadata: {name: blog}\n' | k apply -f -
k apply -f blog.yaml
advance 10s
k apply -f shop.yaml
sed 's/^  name: \(web\|drafts\)/  namespace: blog\n&/' blog.yaml | k apply -f -
k delete deploy blog cm/drafts; k delete deploy blog
next
k run box --image=busybox:1.36 -- sleep 600; k wait --for=condition=Ready pod/box; k exec box -- wget -qO- http://web.blog.svc.cluster.local; k delete pod box --now
next
k config set-context kubekata --namespace=blog
k patch deploy web -n blog -p '{"spec":{"replicas":3}}'
next
k delete ns/blog
k get po -A
next
