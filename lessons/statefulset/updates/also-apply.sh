# One manifest, applied again and again.
sed -i 's/^  replicas: 4/&\n  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}/; s/nginx:1.26/nginx:1.27/' search.yaml; kubectl apply -f search.yaml
next
sed -i 's/partition: 2/partition: 0/' search.yaml; kubectl apply -f search.yaml
advance 20s
answer search-0
next
sed 's/nginx:1.27/nginx:1.161/' search.yaml | kubectl apply -f -
next
kubectl apply -f search.yaml
kubectl delete pod search-3 --grace-period=1
next
sed -i 's/updateStrategy:.*/updateStrategy: {type: OnDelete, rollingUpdate: null}/; s/nginx:1.27/nginx:1.28/' search.yaml; kubectl apply -f search.yaml
kubectl delete pod search-1
next
kubectl delete statefulset search --cascade=orphan
sed 's/storage: 1Gi/storage: 2Gi/' search.yaml | kubectl create -f - ; true
next
