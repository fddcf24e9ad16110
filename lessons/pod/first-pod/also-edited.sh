# A new file, create, replace.
(echo 'kind: Pod'; echo 'apiVersion: v1'; cat hours.yaml) > pod.yaml
k create -f pod.yaml
next
k describe po hours | grep Node:
answer worker-2
curl -s http://$(k get po hours -o jsonpath='{.status.podIP}'):80/ | head -4
next
k events
answer scheduler
answer kubelet
next
k exec hours -c web -- sh -c 'kill 1'
next
k delete -f pod.yaml
next
k create -f pod.yaml
sleep 5
curl -s http://$(k get po hours -o jsonpath='{.status.podIP}')
next
