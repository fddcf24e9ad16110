# Without the probe release 2 gets through, and nobody gets an answer.
kubectl patch deployment ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deployment/ledger ledger=nginx:1.27
next
kubectl rollout pause deployment/shop
kubectl set image deployment/shop shop=hashicorp/http-echo:1.0
kubectl set env deployment/shop STAGE=production
kubectl set resources deployment/shop --requests=cpu=50m
kubectl rollout resume deployment/shop
next
sed -i 's/port: 80$/port: 8080/' probe.yaml
kubectl patch deployment shop --patch-file probe.yaml
next
kubectl patch deployment shop --patch-file release-2.yaml
kubectl rollout status deployment/shop
next
kubectl patch deployment shop -p '{"spec":{"template":{"spec":{"containers":[{"name":"shop","readinessProbe":null}]}}}}'
advance 1m
curl --max-time 2 http://shop
