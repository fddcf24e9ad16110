kubectl autoscale deployment shop --min=2 --max=6 --cpu=60%
kubectl describe hpa shop
kubectl set resources deployment/shop --requests=cpu=100m
next
load shop 120; sleep 60; kubectl get hpa
next
load shop 150
sleep 30; kubectl describe hpa shop
kubectl patch hpa shop -p '{"spec":{"maxReplicas":12}}'
next
sed -i '/replicas:/d' shop.yaml
kubectl diff -f shop.yaml
kubectl apply set-last-applied -f shop.yaml
sed -i 's/1.26/1.27/' shop.yaml
kubectl apply -f shop.yaml
next
load shop 5
sleep 30; kubectl describe hpa shop
answer ScaleDownStabilized
advance 6m
next
