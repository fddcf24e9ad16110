# Names without disks: after a restart the broker begins with nothing.
kubectl create deployment shop --image=nginx:1.27 --replicas=3
kubectl expose deployment shop --port=80
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: DaemonSet/; s/^    spec:/&\n      tolerations:\n      - operator: Exists/' logs.yaml
kubectl apply -f logs.yaml
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: StatefulSet/; s/^  replicas: 3/  serviceName: kafka\n&/' kafka.yaml
printf '      volumes:\n      - name: data\n        emptyDir: {}\n' >> kafka.yaml
kubectl apply -f kafka.yaml
advance 2m
