# The right image by chance: the reason was never looked at.
kubectl get pods
answer oven
next
kubectl set image pod/menu web=nginx:1.27
advance 1m
