# The other port: the one for the customers.
kubectl describe service api
kubectl set selector service api app=api
next
kubectl patch service api -p '{"spec":{"ports":[{"port":80,"$patch":"delete"},{"port":8080,"targetPort":8080}]}}'
curl http://api:8080
