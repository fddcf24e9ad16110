# Without a toleration three nodes go unread.
kubectl create deployment shop --image=nginx:1.27 --replicas=3
kubectl expose deployment shop --port=80
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: DaemonSet/' logs.yaml
kubectl apply -f logs.yaml
advance 2m
