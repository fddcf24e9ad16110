# The imperative verbs and the editor.
kubectl create cronjob report --image=busybox:1.36 --schedule='0 3 * * *' -- sh -c 'echo orders of the day, until $(date)'
kubectl describe cj report
next
KUBE_EDITOR="sed -i 's#^  schedule:#  timeZone: America/New_York\n&#'" kubectl edit cronjob report
advance 24h
kubectl logs $(kubectl get pods -o name | head -n 1)
next
KUBE_EDITOR="sed -i 's/successfulJobsHistoryLimit: 3/successfulJobsHistoryLimit: 7/'" kubectl edit cronjob report
kubectl create job extra --from=cronjob/report
advance 7d
next
kubectl patch cj report --type=merge -p '{"spec":{"suspend":true}}'
advance 1d
advance 1h
kubectl patch cj report --type=merge -p '{"spec":{"suspend":null,"startingDeadlineSeconds":3600}}'
next
kubectl patch cj sync --type=json -p '[{"op":"replace","path":"/spec/concurrencyPolicy","value":"Forbid"}]'
advance 10m
next
kubectl delete cronjobs sync --cascade=orphan
kubectl delete jobs -l app=sync
next
