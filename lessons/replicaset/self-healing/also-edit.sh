# The whole template belongs to the learner: only labels and selector must agree with the Pod of Friday.
KUBE_EDITOR='true' kubectl get pods --show-labels
sed 's/app: chat-server/app: chat/; s/replicas: 3/replicas: 2/' chat.yaml | kubectl apply -f -
kubectl scale rs chat --replicas=3
next
kubectl delete -f chat.yaml --dry-run=client; kubectl delete pod/chat-friday
answer $(kubectl get pods -l app=chat -o jsonpath='{.items[0].spec.containers[0].image}')
next
KUBE_EDITOR='sed -i "s/app: chat$/app: chat-slow/"' kubectl edit $(kubectl get pods -l app=chat -o name | head -1)
next
kubectl run test --image=nginx:1.27 --labels=app=chat
kubectl run test --image=nginx:1.27 --labels=app=chat-test
next
kubectl delete rc mail --cascade=orphan && kubectl apply -f mail.yaml
next
