kubectl patch deployment ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deployment/ledger ledger=nginx:1.27
next
kubectl rollout pause deployment/shop
kubectl set image deployment/shop shop=hashicorp/http-echo:1.0
kubectl set env deployment/shop STAGE=production
kubectl set resources deployment/shop --requests=cpu=50m
kubectl rollout resume deployment/shop
next
kubectl patch deployment shop --patch-file probe.yaml
kubectl describe pods -l app=shop | grep Unhealthy
sed -i 's/port: 80$/port: 8080/' probe.yaml
kubectl patch deployment shop --patch-file probe.yaml
next
kubectl patch deployment shop --patch-file release-2.yaml
kubectl rollout status deployment/shop
next
kubectl logs -l app=shop --tail=1
sed -i "s/2'/2', '-listen=:8080'/" release-2.yaml
kubectl patch deployment shop --patch-file release-2.yaml
kubectl rollout status deployment/shop
curl http://shop
next
