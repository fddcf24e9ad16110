# A probe that says yes to everything brakes nothing.
kubectl patch deployment ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deployment/ledger ledger=nginx:1.27
next
kubectl rollout pause deployment/shop
kubectl set image deployment/shop shop=hashicorp/http-echo:1.0
kubectl set env deployment/shop STAGE=production
kubectl set resources deployment/shop --requests=cpu=50m
kubectl rollout resume deployment/shop
next
kubectl patch deployment shop -p '{"spec":{"progressDeadlineSeconds":60,"template":{"spec":{"containers":[{"name":"shop","readinessProbe":{"exec":{"command":["/http-echo","-version"]}}}]}}}}'
advance 1m
