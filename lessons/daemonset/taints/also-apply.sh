# Manifests instead of patches, a GPU request instead of a node selector.
kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints
answer nvidia.com/gpu=present:NoSchedule
next
sed -i 's/^      terminationGracePeriodSeconds: 2/      tolerations:\n      - operator: Exists\n&/' log-collector.yaml
kubectl apply -f log-collector.yaml
next
sed -i 's/^        image: busybox:1.36/&\n        resources:\n          limits:\n            nvidia.com\/gpu: 1/' training.yaml
kubectl apply -f training.yaml
next
kubectl taint nodes worker-2 disk=failing:NoSchedule
kubectl patch deployment shop -p '{"spec":{"replicas":6}}'
answer $(kubectl get pods -l app=shop -o wide | grep -c worker-2)
next
kubectl taint nodes worker-2 disk=failing:NoExecute
answer cache
advance 90s
next
kubectl taint node worker-2 disk:NoSchedule- disk:NoExecute-
kubectl cordon worker-1
kubectl delete pods --field-selector spec.nodeName=worker-1 -l 'app in (shop,cache)'
advance 1m
kubectl uncordon worker-1
next
