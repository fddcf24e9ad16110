# Watching, waiting, another spelling; the prices by run and expose instead of a file.
kubectl create -f cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=1m
kubectl exec cafe -c web -- curl -s localhost
next
k logs cafe --all-containers
k get pod cafe -o jsonpath='{.status.initContainerStatuses[*].state.terminated.reason}'
answer completed
next
echo 'kill 1' | k exec -i cafe -c web -- sh
next
k create -f till.yaml
timeout 40 k get po till -w
k logs till fetch-prices --previous || k logs till fetch-prices
next
k run prices --image=hashicorp/http-echo:1.0 --port=5678 -- -listen=:5678 '-text=coffee 2.50'
k expose pod prices --port=80 --target-port=5678
k wait --for=condition=Ready pod/till --timeout=10m
k exec till -- curl -s localhost
next
