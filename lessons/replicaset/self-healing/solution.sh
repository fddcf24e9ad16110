sed -i 's/chat-server/chat/' chat.yaml
kubectl apply -f chat.yaml
next
kubectl delete pod chat-friday
kubectl get pods -o wide
answer 1.27
next
kubectl label $(kubectl get pods -l app=chat -o name | head -1) app=chat-debug --overwrite
next
kubectl apply -f test.yaml
sed -i 's/app: chat/app: chat-test/' test.yaml
kubectl apply -f test.yaml
next
kubectl delete rc mail --cascade=orphan
kubectl apply -f mail.yaml
next
