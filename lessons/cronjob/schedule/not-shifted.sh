# Eight o'clock UTC is three o'clock in New York, but only in winter.
sed -i 's/v1beta1/v1/' report.yaml
kubectl apply -f report.yaml
kubectl get jobs
next
kubectl patch cronjob report -p '{"spec":{"schedule":"0 8 * * *"}}'
advance 48h
kubectl logs job/$(kubectl get jobs -o jsonpath='{.items[0].metadata.name}')
next
