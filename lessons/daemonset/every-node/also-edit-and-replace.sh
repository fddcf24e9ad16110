# The running Deployment as the source, a drain before the node goes, and the selector that follows the label.
k get po -o wide
k logs deploy/log-collector
answer worker-2
next
k get deploy log-collector -o yaml > old.yaml
k delete deploy/log-collector
sed 's/^kind: .*/kind: DaemonSet/; s/^  replicas: .*//' log-collector.yaml | k create -f -
advance 20s
k get pods -l app=log-collector -o wide
for pod in $(k get pods -l app=log-collector -o name); do k logs $pod | head -2; done
next
k patch deploy shop -p '{"spec":{"replicas":7}}'
advance 1m
k exec $(k get pods -l app=log-collector --field-selector spec.nodeName=worker-3 -o name) -- tail -n 3 /logs/orders.log
next
k drain worker-3 --ignore-daemonsets --force
k delete no worker-3
next
sed -i 's/disk: ssd/disk: SSD/' ssd-monitor.yaml
k apply -f ssd-monitor.yaml
next
k label node worker-2 disk=SSD --overwrite
k label node worker-1 disk=none --overwrite
next
