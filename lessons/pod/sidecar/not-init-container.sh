# An init container that never ends is no sidecar.
(echo 'apiVersion: v1'; echo 'kind: Pod'; cat web.yaml) | kubectl apply -f -
next
curl -s $(kubectl get pod web -o jsonpath={.status.podIP})
advance 1m
kubectl logs web -c log-reader
next
kubectl exec web -c log-reader -- wget -qO- localhost
answer $(kubectl get pod web -o jsonpath={.status.podIP})
next
kubectl apply -f shop.yaml
advance 5m
