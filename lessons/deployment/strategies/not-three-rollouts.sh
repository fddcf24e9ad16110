# Paused once, but too late: each change was a rollout of its own.
kubectl patch deployment ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deployment/ledger ledger=nginx:1.27
next
kubectl set image deployment/shop shop=hashicorp/http-echo:1.0
kubectl set env deployment/shop STAGE=production
kubectl rollout pause deployment/shop
kubectl set resources deployment/shop --requests=cpu=50m
kubectl rollout resume deployment/shop
advance 1m
