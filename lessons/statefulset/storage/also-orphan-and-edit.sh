# The Pods outlive their StatefulSet and are renewed one by one; the policy comes by edit, after a detour.
k exec queue-1 -- cat /data/orders
k delete po queue-1
advance 10s
k exec queue-1 -- cat /data/orders
next
k delete sts queue --cascade=orphan
k apply -f queue.yaml
advance 1m
answer data-queue-1
next
k exec queue-1 -- sh -c 'echo order 4714 >> /data/orders'
k delete po queue-1
advance 10s
k exec queue-1 -- cat /data/orders
next
k patch sts queue -p '{"spec":{"replicas":1}}'
advance 20s
k patch sts queue -p '{"spec":{"replicas":3}}'
advance 20s
k exec queue-1 -- cat /data/orders
next
k scale sts queue --replicas=1
advance 20s
KUBE_EDITOR='sed -i s/whenScaled:.*/whenScaled:\ Delete/' k edit sts queue
k scale sts queue --replicas=3
advance 20s
k scale sts queue --replicas=1
next
