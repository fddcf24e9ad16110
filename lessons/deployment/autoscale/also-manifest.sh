# A manifest for the autoscaler, edit for the rest, and a gradual load.
kubectl autoscale deployment shop --min=2 --max=6 --cpu=60% --dry-run=client -o yaml > hpa.yaml
kubectl apply -f hpa.yaml
kubectl patch deployment shop -p '{"spec":{"template":{"spec":{"containers":[{"name":"shop","resources":{"requests":{"cpu":"0.1"}}}]}}}}'
next
load deployment/shop 75%
sleep 40; kubectl top pods
load deployment/shop 80%
sleep 40; kubectl get hpa
next
load shop 150
sleep 60
sed -i 's/maxReplicas: 6/maxReplicas: 20/' hpa.yaml
kubectl apply -f hpa.yaml
next
sed -i -e '/replicas:/d' shop.yaml
kubectl apply set-last-applied -f shop.yaml
kubectl set image deployment/shop shop=nginx:1.27
kubectl rollout status deployment/shop
next
load shop 5
sleep 60
answer $(kubectl get hpa shop -o jsonpath='{.status.conditions[?(@.type=="AbleToScale")].reason}')
advance 10m
next
