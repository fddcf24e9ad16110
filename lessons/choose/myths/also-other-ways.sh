# Editors, JSON patches, replace, describe and jq instead of the lines of the hints.
kubectl create -f pod.yaml
(echo 'kind: Pod'; echo 'apiVersion: v1'; cat pod.yaml) > web.yaml; kubectl create -f web.yaml
kubectl run web --image=nginx:1.27
next
k get rc,rs
k get replicasets
answer replicationcontrollers
next
k get no -o custom-columns=NODE:.metadata.name,T:.spec.taints
k get no -o custom-columns=X:metadata.Name
k get node control-plane -o json | jq -c .spec.taints
next
k patch deploy shop --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"nginx:1.161"}]'
advance 65s
k set image deploy/shop web=nginx:1.26
next
KUBE_EDITOR='sed -i s/nginx:1.26/nginx:1.27/' k edit deploy cart
advance 1m
advance 1m
next
k patch deploy shop --type=merge -p '{"spec":{"strategy":{"type":"Recreate"}}}'
k patch deploy shop --type=json -p '[{"op":"replace","path":"/spec/strategy","value":{"type":"Recreate"}}]'
next
k delete deploy/shop --cascade=orphan
k delete deploy -l app=cart; k delete deploy cart
next
k exec $(k get pods -l app=door -o name | tail -1) -- mv /usr/share/nginx/html/index.html /tmp
advance 1m
k describe pods -l app=door
answer 0
next
KUBE_EDITOR='sed -i s/redis:7.2/redis:7.4/' k edit sts db
k rollout status sts/db
answer pod/db-2
next
k get sts db -o yaml | sed 's/^  updateStrategy:/&\n    partition: 1/' | k replace -f -
k patch sts db --type=json -p '[{"op":"replace","path":"/spec/updateStrategy/rollingUpdate/partition","value":1},{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"redis:8.0"}]'
next
k delete pods -l app=db
next
k patch sts db -p '{"spec":{"replicas":0}}'
advance 20s
k delete sts/db
next
k create -f boxes.yaml
k create deploy loose --image=nginx:1.27 -r 2
answer $(kubectl get pvc -o name | wc -l)
next
k patch sts boxes -p '{"spec":{"replicas":4}}'
answer $(kubectl get pods -l app=boxes -o jsonpath='{range .items[*]}{.spec.nodeName}{"\n"}{end}' | sort -u | wc -l)
next
k apply -f agent.yaml && sed -i s/1.36/1.37/ agent.yaml && k apply -f agent.yaml
answer $(kubectl get ds agent -o jsonpath={.spec.updateStrategy.type})
next
k taint node worker-1 team=red:NoSchedule
advance 15s
k create -f guest.yaml
advance 15s
k taint node worker-1 team=red:NoSchedule- team=red:NoExecute
next
k create -f sweep.yaml
sed 's/v1beta1/v1/' sweep.yaml | k create -f -
sed 's/v1beta1/v1/; s/Always/OnFailure/' sweep.yaml | k create -f -
next
advance 11m
k get jobs
k delete cj/sweep
next
k patch sc fast -p '{"provisioner":"rancher.io/local-path"}'
sed -i s,example.com/nobody-runs-this,rancher.io/local-path, fast.yaml; k replace --force -f fast.yaml
next
