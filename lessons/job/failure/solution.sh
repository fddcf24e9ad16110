kubectl apply -f import.yaml
kubectl wait --for=condition=failed job/import --timeout=2m
kubectl get pods
kubectl logs -l job-name=import
next
sed -i 's/Never/OnFailure/' import.yaml
kubectl replace --force -f import.yaml
kubectl wait --for=condition=failed job/import --timeout=2m
kubectl logs job/import
next
sed -i 's/OnFailure/Never/; s/backoffLimit: 2/backoffLimit: 6/' import.yaml
kubectl replace --force -f import.yaml
kubectl get pods
kubectl scale deployment db --replicas=1
advance 2m
next
kubectl get job export
kubectl patch job export -p '{"spec":{"activeDeadlineSeconds":3600}}'
kubectl describe job export
next
kubectl apply -f letters.yaml
advance 30s
kubectl patch job letters -p '{"spec":{"suspend":true}}'
kubectl get jobs,pods
kubectl patch job letters -p '{"spec":{"suspend":false}}'
advance 2m
next
kubectl get jobs
kubectl patch job letters -p '{"spec":{"ttlSecondsAfterFinished":86400}}'
kubectl patch job export -p '{"spec":{"ttlSecondsAfterFinished":86400}}'
advance 25h
next
