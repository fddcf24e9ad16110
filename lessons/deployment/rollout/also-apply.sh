# Everything in the manifest; the file keeps the whole truth.
sed -i 's/nginx:1.25/nginx:1.26/' web.yaml
kubectl apply -f web.yaml && kubectl get pods -l app=web
kubectl get events --sort-by=.metadata.creationTimestamp
answer three
next
sed -i 's/^  replicas: 4/&\n  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxSurge: 25%\n      maxUnavailable: 0%/; s/nginx:1.26/nginx:1.27/' web.yaml
kubectl apply -f web.yaml && kubectl rollout status deployment/web
next
sed -i '4s/.*/&\n  annotations:\n    kubernetes.io\/change-cause: shop 1.27/' web.yaml
kubectl apply -f web.yaml
kubectl rollout history deployment/web
next
sed -i 's/^  replicas: 4/&\n  minReadySeconds: 15/; s/nginx:1.27/nginx:1.28/; s/shop 1.27/shop 1.28/' web.yaml
kubectl apply -f web.yaml
kubectl rollout history deployment/web; kubectl rollout status deployment/web
next
kubectl apply -f web.yaml
kubectl patch deployment web -p '{"spec":{"template":{"metadata":{"annotations":{"certificate":"renewed"}}}}}'; kubectl rollout status deployment/web
next
