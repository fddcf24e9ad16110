# Editors and patches; the old ReplicaSet goes last.
KUBE_EDITOR='sed -i s/1.26/1.27/' kubectl edit rs web
answer none
next
kubectl create deploy shop --image nginx:1.27 --replicas 2 --dry-run=client -o yaml | kubectl create -f -
kubectl get rs
kubectl delete rs web
next
KUBE_EDITOR='sed -i "s/^  replicas: 2/  replicas: 3/"' kubectl edit $(kubectl get rs -o name)
next
kubectl patch deployment shop -p '{"spec":{"replicas":5}}'
KUBE_EDITOR='sed -i "s/^  replicas: 5/  replicas: 3/"' kubectl edit deployment shop
next
kubectl expose deploy shop --port=8080 --target-port=80
curl -s shop:8080
kubectl delete $(kubectl get pods -l app=shop -o name | tail -1)
next
