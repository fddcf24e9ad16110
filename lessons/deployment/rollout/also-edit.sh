# An editor, short names, JSON patches, image and seconds in one change.
KUBE_EDITOR='sed -i s/nginx:1.25/nginx:1.26/' k edit deploy web
k get rs
k get po
answer 3
next
k patch deploy web --type=json -p '[{"op":"replace","path":"/spec/strategy/rollingUpdate","value":{"maxSurge":1,"maxUnavailable":0}}]'
k set image deploy web '*=nginx:1.27'; k rollout status deploy web
next
KUBE_EDITOR='sed -i "s/^  annotations:/&\n    kubernetes.io\/change-cause: faster search/"' k edit deploy web
k rollout history deploy web
next
k patch deploy web --type=merge -p '{"spec":{"minReadySeconds":10,"template":{"spec":{"containers":[{"name":"web","image":"nginx:1.28","readinessProbe":{"httpGet":{"path":"/","port":80},"periodSeconds":2}}]}}}}'
k rollout history deploy web; k rollout status deploy web
next
k patch deploy web -p '{"spec":{"minReadySeconds":10}}'
k rollout restart deploy web; k rollout status deploy web
next
