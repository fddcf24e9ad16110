# A replaced Pod is not a released one.
sed -i 's/chat-server/chat/' chat.yaml
kubectl apply -f chat.yaml
next
kubectl delete pod chat-friday
answer 1.27
next
kubectl delete $(kubectl get pods -l app=chat -o name | head -1)
advance 1m
