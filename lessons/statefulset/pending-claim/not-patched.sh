# The provisioner of a class and the class of a claim can't be changed.
kubectl describe pvc
answer example.com/ssd
next
kubectl patch storageclass ssd -p '{"provisioner":"rancher.io/local-path"}'
kubectl apply -f ssd.yaml
kubectl patch pvc data-db-0 -p '{"spec":{"storageClassName":"standard"}}'
kubectl delete pod db-0
advance 10m
