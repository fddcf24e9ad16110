# An editor, JSON patches, and the short names; the partition goes down step by step.
k patch sts search --type=json -p '[{"op":"replace","path":"/spec/updateStrategy/rollingUpdate/partition","value":2},{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"nginx:1.27"}]'
next
KUBE_EDITOR='sed -i s/partition:.*/partition:\ 1/' k edit sts search
advance 10s
KUBE_EDITOR='sed -i s/partition:.*/partition:\ 0/' k edit sts search
advance 10s
answer search-0
next
KUBE_EDITOR='sed -i s/nginx:1.27/nginx:1.161/' k edit sts search
next
k set image sts search search=nginx:1.27
k delete po search-3
next
k patch sts search --type=merge -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'
k set image sts search '*=nginx:1.28'
k delete po search-1
next
k delete sts search --cascade=orphan
k create -f search-2gi.yaml; true
next
