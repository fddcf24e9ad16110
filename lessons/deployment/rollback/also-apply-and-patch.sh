# Manifests and patches instead of the imperative verbs.
sed 's/nginx:1.26/nginx:1.161/' web.yaml | kubectl apply -f -
next
advance 12m
kubectl describe deployment web
next
kubectl apply -f web.yaml
next
kubectl get rs -o wide
kubectl patch deployment web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"nginx:1.25"}]'
next
sed 's/nginx:1.26/nginx:1.25/; s/^  replicas: 4/&\n  revisionHistoryLimit: 1/' web.yaml | kubectl apply -f -
next
