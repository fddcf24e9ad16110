# An editor, JSON patches, other words for the value, and a drain that refuses first.
k get nodes -o jsonpath='{range .items[*]}{.metadata.name} {.spec.taints}{"\n"}{end}'
answer nvidia.com/gpu
next
k patch ds log-collector --type=json -p '[{"op":"add","path":"/spec/template/spec/tolerations","value":[{"operator":"Exists"}]}]'
next
k apply -f training.yaml
KUBE_EDITOR='sed -i "s/^      tolerations:/      nodeSelector:\n        kubernetes.io\/hostname: gpu-1\n&/"' k edit deploy training
next
k taint node -l kubernetes.io/hostname=worker-2 disk=broken:NoSchedule
k scale deploy/shop --replicas=6
answer $(kubectl get pods -l app=shop -o wide | grep -c worker-2)
next
k taint no worker-2 disk:NoExecute
answer cache
advance 2m
next
k drain worker-1
k taint no worker-2 disk-
k drain worker-1 --ignore-daemonsets
k uncordon worker-1
next
