# Other tools for the same things: less words, a watch, time that passes in a sleep, undo of several inputs, redo.
ls
head -2 letter.txt
answer the orchard
next
answer apple
answer menu
answer lantern
next
sleep 70
k get no worker-2 -o wide
next
sleep 300
advance next
next
bash ./red-button.sh
answer compass
kubectl get nodes
undo
undo
redo
undo
answer compass
next
k get node --no-headers
answer 1.34
next
