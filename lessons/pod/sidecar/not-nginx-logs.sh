# The log of the wrong container has no visits.
(echo 'apiVersion: v1'; echo 'kind: Pod'; cat web.yaml) | kubectl apply -f -
next
curl -s $(kubectl get pod web -o jsonpath={.status.podIP})
advance 1m
kubectl logs web
kubectl logs web -c main-application
