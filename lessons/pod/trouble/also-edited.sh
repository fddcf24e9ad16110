# Events instead of describe, edit, patch and replace --force instead of set and delete, a manifest for the ConfigMap.
k get po -o wide
answer oven
next
k get events --field-selector involvedObject.name=menu
KUBE_EDITOR="sed -i s/1.161/1.27/" k edit pod menu
next
k logs counter --previous
sed -i 's/value: liter/value: gallon/' counter.yaml && k replace --force -f counter.yaml
next
k get pod oven -o jsonpath='{.status.conditions[0].message}'
k get pod oven -o yaml | sed 's/64Gi/64Mi/' | k replace --force -f -
next
k events --for pod/bell
printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bell-settings\ndata:\n  tone: ding\n' | k apply -f -
k wait --for=condition=Ready pod/bell --timeout=3m
next
