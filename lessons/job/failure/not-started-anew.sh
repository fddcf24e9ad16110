# A second Job after the first has given up is the night shift that nobody wanted.
kubectl apply -f import.yaml
advance 2m
kubectl logs -l job-name=import
next
sed -i 's/Never/OnFailure/' import.yaml
kubectl replace --force -f import.yaml
advance 2m
next
kubectl replace --force -f import.yaml
advance 2m
kubectl scale deployment db --replicas=1
kubectl replace --force -f import.yaml
advance 5m
