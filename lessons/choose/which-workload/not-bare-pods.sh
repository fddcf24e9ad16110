# Three bare Pods answer as well, until one dies.
for n in 1 2 3; do kubectl run shop-$n --image=nginx:1.27 --labels=app=shop; done
kubectl create service clusterip shop --tcp=80:80
advance 2m
