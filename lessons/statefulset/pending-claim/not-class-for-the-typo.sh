# A class of the mistyped name makes the Pods run, and the mistake last.
kubectl describe pvc
answer example.com/ssd
next
kubectl replace --force -f ssd.yaml
next
sed 's/name: ssd/name: standrad/' ssd.yaml | kubectl apply -f -
advance 1m
