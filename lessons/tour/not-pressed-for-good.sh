# The right word, but the node stays deleted.
cat letter.txt
answer Orchard
next
answer lantern
answer F9
next
advance 1m
kubectl get nodes
next
advance 10m
next
sh red-button.sh
answer compass
advance 10m
kubectl uncordon worker-2
next
kubectl get nodes
answer v1.34.9
