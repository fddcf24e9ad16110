# A new claim is bound too, but the old one was to be saved.
kubectl apply -f pod.yaml
sed -i '1i apiVersion: v1\nkind: Pod' pod.yaml; kubectl apply -f pod.yaml
sed -i 's/^    name: web/  - name: web/' pod.yaml; kubectl apply -f pod.yaml
next
kubectl get rc
kubectl get rs
answer ReplicationController
next
kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints
kubectl get nodes -o custom-columns=Name:metadata.Name
kubectl get nodes -o jsonpath='{.items[*].spec.taints}'
next
kubectl set image deployment/shop web=nginx:1.161
advance 2m
kubectl rollout status deployment/shop
kubectl rollout undo deployment/shop
next
kubectl set image deployment/cart web=nginx:1.27
kubectl get deployment cart
advance 2m
next
kubectl patch deployment shop -p '{"spec":{"strategy":{"type":"Recreate"}}}'
kubectl patch deployment shop -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
next
kubectl delete deployment cart
kubectl delete deployment shop --cascade=orphan
kubectl get deployments,replicasets,pods
next
kubectl get pods
kubectl exec deploy/door -- rm /usr/share/nginx/html/index.html
advance 30s
kubectl get pods,endpointslices
answer 0
next
kubectl set image statefulset/db redis=redis:7.4
kubectl rollout status statefulset/db
kubectl get pods
answer db-2
next
kubectl patch statefulset db -p '{"spec":{"updateStrategy":{"partition":1}}}'
kubectl patch statefulset db -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}'
kubectl set image statefulset/db redis=redis:8.0
next
kubectl get pod db-1 -o wide
kubectl delete pod db-1
kubectl get pod db-1 -o wide
next
kubectl scale statefulset db --replicas=1
kubectl delete statefulset db
kubectl get pvc
next
kubectl apply -f boxes.yaml
kubectl get pvc
answer 1
kubectl create deployment loose --image=nginx:1.27 --replicas=2
next
kubectl scale statefulset boxes --replicas=4
kubectl get pods -o wide
answer 1
next
kubectl apply -f agent.yaml
kubectl get daemonset agent -o jsonpath='{.spec.updateStrategy}'
kubectl set image daemonset/agent agent=busybox:1.37
kubectl rollout status daemonset/agent
answer RollingUpdate
next
kubectl taint node worker-1 team=red:NoSchedule
kubectl apply -f guest.yaml
kubectl get pods -o wide
kubectl taint node worker-1 team=red:NoExecute
kubectl get pods -o wide
next
kubectl apply -f sweep.yaml
sed -i s/v1beta1/v1/ sweep.yaml; kubectl apply -f sweep.yaml
sed -i s/Always/Never/ sweep.yaml; kubectl apply -f sweep.yaml
next
kubectl create job now --from=cronjob/sweep
kubectl get jobs,pods
kubectl delete cronjob sweep
kubectl get jobs,pods
next
sed -i s,example.com/nobody-runs-this,rancher.io/local-path, fast.yaml; kubectl apply -f fast.yaml
kubectl get pvc photos -o yaml > photos.yaml; kubectl get pod album -o yaml > album.yaml
kubectl delete pod album; kubectl delete pvc photos; kubectl delete storageclass fast
kubectl apply -f fast.yaml
kubectl create -f photos.yaml -f album.yaml
advance 5m
