# Editors; strategy and image of the ledger in one change; in the end back first, then forward.
KUBE_EDITOR='sed -i -e "/rollingUpdate:/d" -e "/maxSurge:/d" -e "/maxUnavailable:/d" -e "s/type: RollingUpdate/type: Recreate/" -e "s/nginx:1.26/nginx:1.27/"' kubectl edit deployment ledger
next
kubectl patch deployment shop -p '{"spec":{"paused":true}}'
KUBE_EDITOR='sed -i s/http-echo:0.2.3/http-echo:1.0/' kubectl edit deploy shop
kubectl patch deployment shop --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/0/env","value":[{"name":"STAGE","value":"production"}]},{"op":"replace","path":"/spec/template/spec/containers/0/resources","value":{"requests":{"cpu":"50m"}}}]'
kubectl patch deployment shop -p '{"spec":{"paused":false}}'
next
sed -i 's/port: 80$/port: 8080/' probe.yaml
kubectl patch deployment/shop --patch "$(cat probe.yaml)"
next
KUBE_EDITOR='sed -i -e "s/shop 1/shop 2/" -e "/-listen=:8080/d"' kubectl edit deployment shop
k rollout status deploy/shop --timeout=5m
next
kubectl rollout undo deployment/shop
kubectl rollout status deployment/shop
KUBE_EDITOR='sed -i "s/shop 1/shop 2/"' kubectl edit deployment shop
kubectl rollout status deployment/shop
curl -s shop
next
