# With the database up from the start, nothing was survived.
kubectl apply -f import.yaml
advance 2m
kubectl logs -l job-name=import
next
sed -i 's/Never/OnFailure/' import.yaml
kubectl replace --force -f import.yaml
advance 2m
next
kubectl scale deployment db --replicas=1
kubectl replace --force -f import.yaml
advance 5m
