kubectl get pods,pvc
kubectl describe pvc data-db-0
answer example.com/ssd
next
kubectl apply -f ssd.yaml
kubectl delete storageclass ssd
kubectl apply -f ssd.yaml
next
kubectl describe pvc data-cache-0
kubectl delete statefulset cache
sed -i 's/standrad/standard/' cache.yaml; kubectl apply -f cache.yaml
kubectl delete pvc data-cache-0
next
kubectl delete pvc data-db-1 --wait=false
kubectl get pvc
kubectl scale statefulset db --replicas=1
kubectl get pv
next
