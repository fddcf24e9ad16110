# Everything by apply.
kubectl apply -f import.yaml
advance 2m
kubectl logs job/import
next
kubectl delete -f import.yaml
sed -i 's/Never/OnFailure/' import.yaml
kubectl apply -f import.yaml
advance 2m
next
kubectl delete -f import.yaml
sed -i '/backoffLimit/d; s/OnFailure/Never/' import.yaml
kubectl apply -f import.yaml
advance 15s
kubectl scale deployment/db --replicas=1
advance 2m
next
kubectl get job export -o yaml > export.yaml
sed -i 's/^  backoffLimit: 3/&\n  activeDeadlineSeconds: 60/' export.yaml
kubectl replace -f export.yaml
next
kubectl apply -f letters.yaml
advance 30s
sed 's/^spec:/spec:\n  suspend: true/' letters.yaml | kubectl apply -f -
sed 's/^spec:/spec:\n  suspend: false/' letters.yaml | kubectl apply -f -
advance 2m
next
sed 's/^spec:/spec:\n  suspend: false\n  ttlSecondsAfterFinished: 86400/' letters.yaml | kubectl apply -f -
kubectl patch job export -p '{"spec":{"ttlSecondsAfterFinished":86400}}'
advance 24h
next
