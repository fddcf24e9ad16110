# A crash takes the Pod out for a moment, but no probe has seen a missing page.
kubectl apply -f shop.yaml
kubectl exec shop -- sh -c 'kill 1'
kubectl describe pod shop
advance 1m
