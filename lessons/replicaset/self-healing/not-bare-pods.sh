# The right number of Pods, without anything that keeps the number.
kubectl run chat-saturday --image=nginx:1.27 --labels=app=chat
kubectl run chat-sunday --image=nginx:1.27 --labels=app=chat
