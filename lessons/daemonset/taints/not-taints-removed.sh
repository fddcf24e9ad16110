# Without taints everything runs everywhere, also what shouldn't.
kubectl describe nodes
answer nvidia.com/gpu
next
kubectl taint node gpu-1 nvidia.com/gpu-
kubectl taint node control-plane node-role.kubernetes.io/control-plane-
kubectl patch daemonset log-collector -p '{"spec":{"template":{"spec":{"tolerations":[{"operator":"Exists"}]}}}}'
advance 2m
