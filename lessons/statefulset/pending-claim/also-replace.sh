# Everything is replaced by force; the claim goes before its StatefulSet comes back.
k get events
answer $(kubectl get sc ssd -o jsonpath={.provisioner})
next
k replace --force -f ssd.yaml
next
k delete sts/cache pvc/data-cache-0
sed 's/standrad/standard/' cache.yaml | k create -f - ; true
next
k delete pvc data-db-1 --wait=false; k describe pvc data-db-1
k patch sts db -p '{"spec":{"replicas":1}}'
next
