# Four Pods by hand, without load and without the autoscaler.
kubectl autoscale deployment shop --min=2 --max=6 --cpu=60%
kubectl set resources deployment/shop --requests=cpu=100m
next
kubectl scale deployment shop --replicas=4
advance 2m
