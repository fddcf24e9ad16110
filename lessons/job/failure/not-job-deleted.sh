# A deleted Job isn't one that its deadline ended.
kubectl apply -f import.yaml
advance 2m
kubectl logs -l job-name=import
next
sed -i 's/Never/OnFailure/' import.yaml
kubectl replace --force -f import.yaml
advance 2m
next
sed -i 's/OnFailure/Never/; s/backoffLimit: 2/backoffLimit: 6/' import.yaml
kubectl replace --force -f import.yaml
advance 8s
kubectl scale deployment db --replicas=1
advance 2m
next
kubectl delete job export
advance 2m
