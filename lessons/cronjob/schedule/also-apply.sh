# Everything through the manifest, as a team with Git would do it.
sed -i 's#batch/v1beta1#batch/v1#; s/^  schedule: .*/&\n  timeZone: America\/New_York/' report.yaml
kubectl create -f report.yaml --save-config
kubectl get jobs
next
advance 24h
kubectl get jobs
kubectl logs -l batch.kubernetes.io/job-name --prefix
next
kubectl create job again --from=cj/report
sed -i 's/^  schedule: .*/&\n  successfulJobsHistoryLimit: 7/' report.yaml
kubectl apply -f report.yaml
advance 8d
next
sed -i 's/^  schedule: .*/&\n  suspend: true/' report.yaml
kubectl apply -f report.yaml
advance 30h
sed -i 's/suspend: true/suspend: false\n  startingDeadlineSeconds: 3600/' report.yaml
kubectl replace -f report.yaml
next
kubectl get cronjob sync -o yaml | sed 's/concurrencyPolicy: Allow/concurrencyPolicy: Forbid/' | kubectl replace -f -
advance 10m
next
kubectl delete cj/sync --cascade=foreground
next
