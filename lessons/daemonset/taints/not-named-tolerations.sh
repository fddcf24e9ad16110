# All four nodes for today, but the next taint shuts the collector out again.
kubectl describe nodes
answer nvidia.com/gpu
next
kubectl patch daemonset log-collector -p '{"spec":{"template":{"spec":{"tolerations":[{"key":"node-role.kubernetes.io/control-plane","operator":"Exists","effect":"NoSchedule"},{"key":"nvidia.com/gpu","operator":"Exists","effect":"NoSchedule"}]}}}}'
advance 2m
