# The line is gone, and apply takes that for a wish: one replica.
kubectl autoscale deployment shop --min=2 --max=6 --cpu=60%
kubectl set resources deployment/shop --requests=cpu=100m
next
load shop 120
sleep 60
next
load shop 150
sleep 30
kubectl patch hpa shop -p '{"spec":{"maxReplicas":12}}'
next
sed -i -e '/replicas:/d' -e 's/1.26/1.27/' shop.yaml
kubectl apply -f shop.yaml
advance 5m
