# The wrong StatefulSet is replaced first; its old claim and the Pod that waits for it go afterwards.
kubectl get pvc -o yaml
answer EXAMPLE.COM/ssd
next
kubectl delete sc ssd
kubectl create -f ssd.yaml
next
sed -i 's/storageClassName: standrad/storageClassName: standard/' cache.yaml
kubectl replace --force -f cache.yaml
kubectl delete pvc data-cache-0 --wait=false
kubectl delete pod cache-0
next
kubectl delete pvc data-db-1 --wait=false
kubectl get pvc data-db-1
kubectl scale sts db --replicas=1
next
