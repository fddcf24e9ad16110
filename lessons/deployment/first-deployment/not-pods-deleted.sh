# Deleting the old Pods brings the new version, but then there is nothing left to see.
kubectl set image replicaset/web nginx=nginx:1.27
kubectl delete pods -l app=web
answer 0
advance 1m
