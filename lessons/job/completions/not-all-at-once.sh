# Five results, but all Pods at the same time.
sed -i 's/Always/Never/' pi.yaml
kubectl apply -f pi.yaml
kubectl wait --for=condition=complete job/pi
kubectl logs job/pi
next
kubectl delete job pi
sed 's/^spec:/spec:\n  completions: 5\n  parallelism: 5/' pi.yaml | kubectl apply -f -
advance 5m
next
