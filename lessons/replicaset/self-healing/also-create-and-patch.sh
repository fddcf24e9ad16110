# Other verbs: create, patch, edit, removing the label, run.
kubectl create -f chat.yaml
sed 's/chat-server/chat/' chat.yaml | kubectl create -f -
next
kubectl get rs,pods
kubectl delete pods chat-friday --now
kubectl get pods -o jsonpath='{.items[*].spec.containers[0].image}'
answer nginx:1.27
next
kubectl label $(kubectl get pods -l app=chat -o name | tail -1) app-
next
kubectl create -f test.yaml
kubectl run test --image=nginx:1.27
next
# The new one first, beside the old one.
kubectl create -f mail.yaml
kubectl delete replicationcontroller mail --cascade=orphan
next
