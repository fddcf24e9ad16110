# OnFailure is as good as Never, and kubectl can read the logs of all Pods of a Job.
sed 's/Always/OnFailure/; s/^spec:/spec:\n  completions: 1/' pi.yaml | kubectl create -f -
kubectl wait --for=condition=complete job pi --timeout=2m
kubectl logs jobs/pi --tail=1
next
kubectl delete jobs/pi
sed 's/Always/OnFailure/; s/^spec:/spec:\n  parallelism: 2\n  completions: 5/' pi.yaml | kubectl create -f -
next
kubectl logs job/pi --all-pods --prefix=false
answer 1
next
sed 's/^spec:/spec:\n  completionMode: Indexed/' slabs.yaml | kubectl create -f -
advance 20s
kubectl logs job/slabs --all-pods
answer 9380952572
next
kubectl delete -f pi.yaml
next
