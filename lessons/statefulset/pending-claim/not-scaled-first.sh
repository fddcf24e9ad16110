# Scaled in first, the claim is in nobody's use and goes at once: there is nothing to see.
kubectl describe pvc
answer example.com/ssd
next
kubectl replace --force -f ssd.yaml
next
kubectl delete sts/cache pvc/data-cache-0
sed -i 's/standrad/standard/' cache.yaml; kubectl apply -f cache.yaml
next
kubectl scale sts db --replicas=1
advance 20s
kubectl delete pvc data-db-1
kubectl get pvc
