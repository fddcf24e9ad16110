# The right page from a Pod that prepares nothing.
kubectl run cafe --image=nginx:1.27
advance 5s
kubectl exec cafe -- sh -c 'echo soup of the day > /usr/share/nginx/html/index.html'
curl $(kubectl get pod cafe -o jsonpath={.status.podIP})
