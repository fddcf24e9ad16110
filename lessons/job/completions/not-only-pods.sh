# The Job stays when only its Pods are deleted.
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
sed -i 's/^spec:/spec:\n  completionMode: Indexed/' slabs.yaml
kubectl apply -f slabs.yaml
advance 20s
answer 9380952572
next
kubectl delete pods -l job-name=pi
advance 1m
next
