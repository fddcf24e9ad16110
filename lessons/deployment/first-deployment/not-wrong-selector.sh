# A Service that selects no Pod.
kubectl set image replicaset/web nginx=nginx:1.27
answer 0
next
kubectl create deployment shop --image=nginx:1.27 --replicas=2
kubectl delete replicaset web
kubectl get rs
next
kubectl scale rs -l app=shop --replicas=5
next
kubectl scale deployment shop --replicas=5
kubectl scale deployment shop --replicas=3
next
kubectl expose deployment shop --port=80 --selector=app=web
curl http://shop --max-time 2
kubectl delete $(kubectl get pods -l app=shop -o name | head -1)
