kubectl apply -f report.yaml
sed -i 's/v1beta1/v1/' report.yaml
kubectl apply -f report.yaml
kubectl get cronjob,jobs
next
advance 19h
kubectl get cronjob,jobs
kubectl logs job/$(kubectl get jobs -o jsonpath='{.items[0].metadata.name}')
kubectl patch cronjob report -p '{"spec":{"timeZone":"America/New_York"}}'
advance 24h
next
kubectl create job report-now --from=cronjob/report
kubectl get cronjob report
kubectl patch cronjob report -p '{"spec":{"successfulJobsHistoryLimit":7}}'
advance 7d
next
kubectl patch cronjob report -p '{"spec":{"suspend":true}}'
advance 24h
kubectl patch cronjob report -p '{"spec":{"suspend":false}}'
kubectl get cronjob,jobs
kubectl patch cronjob report -p '{"spec":{"startingDeadlineSeconds":3600}}'
next
advance 5m
kubectl get jobs -l app=sync
kubectl patch cronjob sync -p '{"spec":{"concurrencyPolicy":"Forbid"}}'
advance 10m
next
kubectl delete cronjob sync
next
