# The corrected StatefulSet finds the claim of the wrong one.
kubectl describe pvc
answer example.com/ssd
next
kubectl replace --force -f ssd.yaml
next
kubectl delete statefulset cache
sed -i 's/standrad/standard/' cache.yaml; kubectl apply -f cache.yaml
advance 10m
