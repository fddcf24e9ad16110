# Without the percent sign 60 is an amount of CPU.
kubectl set resources deployment/shop --requests=cpu=100m
kubectl autoscale deployment shop --min=2 --max=6 --cpu=60
advance 2m
