# Deleting by hand tidies up once; nobody does it tomorrow.
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
kubectl patch job export -p '{"spec":{"activeDeadlineSeconds":3600}}'
next
kubectl apply -f letters.yaml
advance 30s
kubectl patch job letters -p '{"spec":{"suspend":true}}'
advance 10s
kubectl patch job letters -p '{"spec":{"suspend":false}}'
advance 2m
next
kubectl delete job letters export
advance 5m
