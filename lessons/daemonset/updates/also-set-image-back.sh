# Back with set image, the strategy as a JSON patch, short names.
k set image ds/node-agent '*=prom/node-exporter:v1.8.2'
next
k patch ds node-agent --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"prom/node-exporter:v1.9.99"}]'
k describe ds node-agent
next
k rollout history ds node-agent --revision=2
k set image ds/node-agent agent=prom/node-exporter:v1.8.2
next
k patch ds node-agent --type=json -p '[{"op":"replace","path":"/spec/updateStrategy/rollingUpdate","value":{"maxSurge":2,"maxUnavailable":0}},{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"prom/node-exporter:v1.9.1"}]'
next
k patch ds disk-driver --type=merge -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'
k set image ds/disk-driver driver=busybox:1.37
k delete po $(k get po -o wide | awk '/disk-driver.*worker-3/ {print $1}')
next
k patch ds disk-driver -p '{"spec":{"updateStrategy":{"type":"RollingUpdate"}}}'
next
