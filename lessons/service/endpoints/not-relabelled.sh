# The Pods are bent to fit the Service: they leave their ReplicaSet, and it makes three others.
kubectl describe service api
kubectl label pods -l app=api app=apy --overwrite
advance 1m
