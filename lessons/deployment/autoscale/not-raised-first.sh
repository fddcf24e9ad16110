# With a bound that is high enough from the start nothing is ever limited.
kubectl autoscale deployment shop --min=2 --max=6 --cpu=60%
kubectl set resources deployment/shop --requests=cpu=100m
next
load shop 120
sleep 60
next
kubectl patch hpa shop -p '{"spec":{"maxReplicas":12}}'
load shop 150
advance 5m
