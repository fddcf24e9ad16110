# Replace also leaves one Job at a time, but none of them ever finishes.
sed -i 's#batch/v1beta1#batch/v1#; s/^  schedule: .*/&\n  timeZone: America\/New_York/' report.yaml
kubectl apply -f report.yaml
kubectl get jobs
next
advance 24h
kubectl logs job/$(kubectl get jobs -o jsonpath='{.items[0].metadata.name}')
next
kubectl create job report-now --from=cronjob/report
kubectl patch cronjob report -p '{"spec":{"successfulJobsHistoryLimit":7}}'
advance 7d
next
kubectl patch cronjob report -p '{"spec":{"suspend":true}}'
advance 24h
kubectl patch cronjob report -p '{"spec":{"suspend":false,"startingDeadlineSeconds":3600}}'
next
kubectl patch cronjob sync -p '{"spec":{"concurrencyPolicy":"Replace"}}'
advance 15m
next
