# Without indexes all four Pods do the same work; knowing the digits doesn't help.
sed -i 's/Always/Never/' pi.yaml
kubectl apply -f pi.yaml
kubectl wait --for=condition=complete job/pi
kubectl logs job/pi
next
sed -i 's/^spec:/spec:\n  completions: 5\n  parallelism: 2/' pi.yaml
kubectl replace --force -f pi.yaml
next
kubectl logs -l job-name=pi
answer 1
next
kubectl apply -f slabs.yaml
advance 1m
answer 9380952572
next
