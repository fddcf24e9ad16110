# A Job with the same command isn't a run of the CronJob.
sed -i 's#batch/v1beta1#batch/v1#; s/^  schedule: .*/&\n  timeZone: America\/New_York/' report.yaml
kubectl apply -f report.yaml
kubectl get jobs
next
advance 24h
kubectl logs job/$(kubectl get jobs -o jsonpath='{.items[0].metadata.name}')
next
kubectl create job report-now --image=busybox:1.36 -- sh -c 'echo orders of the day'
kubectl patch cronjob report -p '{"spec":{"successfulJobsHistoryLimit":7}}'
advance 8d
next
