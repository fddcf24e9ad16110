# The new ReplicaSet stands, but both old Pods had gone before.
sed -i 's/chat-server/chat/' chat.yaml
kubectl apply -f chat.yaml
next
kubectl delete pod chat-friday
answer 1.27
next
kubectl label $(kubectl get pods -l app=chat -o name | head -1) app=chat-debug --overwrite
next
kubectl apply -f test.yaml
kubectl run test --image=nginx:1.27
next
kubectl delete rc mail
kubectl apply -f mail.yaml
advance 1m
