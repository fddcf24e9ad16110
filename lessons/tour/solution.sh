cat letter.txt
answer Orchard
next
hint
answer lantern
answer F9
next
predict b
advance 1m
kubectl get nodes
next
advance 10m
next
predict b
sh red-button.sh
undo
answer compass
next
kubectl get nodes
answer v1.34.9
next
