# A Deployment of that name is not the Pod.
kubectl create deployment hours --image=nginx:1.27
advance 1m
kubectl get pods
