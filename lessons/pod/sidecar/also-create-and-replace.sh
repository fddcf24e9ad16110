# A new file instead of a mended one, create instead of apply, replace --force instead of delete.
(echo 'apiVersion: v1'; echo 'kind: Pod'; cat web.yaml) > pod.yaml
kubectl create -f pod.yaml
next
curl -s $(kubectl get po web -o 'jsonpath={.status.podIP}') > page.html
advance 1m
kubectl logs web --all-containers --tail=5
next
k exec web --container=log-reader -- sh -c 'wget -qO - http://localhost:80'
k get po web -o wide
answer $(kubectl get po web --no-headers -o custom-columns=IP:.status.podIP)
next
k create -f shop.yaml
sed -i '/image: busybox/a\    restartPolicy: Always' shop.yaml
k replace --force -f shop.yaml
next
k get events --sort-by=.metadata.creationTimestamp
answer log-reader
next
k delete po/shop
answer log-reader
next
