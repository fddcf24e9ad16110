kubectl set image replicaset/web nginx=nginx:1.27
kubectl get pods -o custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[0].image
answer 0
next
kubectl create deployment shop --image=nginx:1.27 --replicas=2
kubectl delete replicaset web
kubectl get rs,pods --show-labels
next
kubectl scale rs -l app=shop --replicas=5; kubectl describe deployment shop
next
kubectl scale deployment shop --replicas=5
kubectl scale deployment shop --replicas=3
next
kubectl expose deployment shop --port=80
curl http://shop
kubectl delete $(kubectl get pods -l app=shop -o name | head -1); curl http://shop
next
