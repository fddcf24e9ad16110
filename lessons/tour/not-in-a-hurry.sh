# Looking once is not enough: the cluster has not noticed yet.
cat letter.txt
answer Orchard
next
answer lantern
answer F9
next
kubectl get nodes
advance 1m
