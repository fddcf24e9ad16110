# The node stays, with the taint that says: nothing runs there any more.
kubectl create -f cattle.yaml
kubectl create -f pets.yaml
advance 20s
kubectl get pvc -o wide
next
kubectl delete pod pets-1 $(kubectl get pods -l app=cattle -o jsonpath={.items[0].metadata.name})
advance 10s
kubectl exec pets-1 -- cat /data/book
kubectl exec deployment/cattle -- cat /data/book
next
kubectl delete pods --all --wait=false
advance 20s
answer pets-2
next
advance 8m
kubectl get pods
next
kubectl taint node worker-2 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute
next
