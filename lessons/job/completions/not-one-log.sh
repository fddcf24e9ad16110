# One of five results is no comparison.
sed -i 's/Always/Never/' pi.yaml
kubectl apply -f pi.yaml
kubectl wait --for=condition=complete job/pi
kubectl logs job/pi
next
sed -i 's/^spec:/spec:\n  completions: 5\n  parallelism: 2/' pi.yaml
kubectl replace --force -f pi.yaml
next
kubectl logs job/pi
kubectl logs $(kubectl get pods -l job-name=pi -o name | head -1)
answer 1
next
