# A deleted Pod leaves the list, too, but then it can't be looked at any more.
kubectl describe service api
kubectl set selector service api app=api
next
kubectl patch service api -p '{"spec":{"ports":[{"port":80,"targetPort":80}]}}'
curl http://api
next
kubectl delete $(kubectl get pods -l app=api -o name | head -1)
kubectl describe service api
advance 1m
