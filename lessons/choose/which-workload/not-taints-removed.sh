# Without the taints every Pod may use the GPU nodes.
kubectl create deployment shop --image=nginx:1.27 --replicas=3
kubectl expose deployment shop --port=80
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: DaemonSet/' logs.yaml
kubectl apply -f logs.yaml
kubectl taint nodes gpu-1 gpu-2 nvidia.com/gpu-
kubectl taint node control-plane node-role.kubernetes.io/control-plane-
advance 2m
