# Deleted by label and by name, read through a shell; the dead node is taken out of the cluster.
k apply -f .
advance 20s
k describe pvc
next
k delete po -l app=cattle --wait=false; k delete po pets-1
advance 10s
for pod in $(k get po -o name); do k exec $pod -- cat /data/book; done
k exec pets-1 -- cat /data/book
k exec deploy/cattle -- sh -c 'cat /data/book'
next
k delete po -l 'app in (pets, cattle)'
advance 20s
answer PETS-2
next
advance 3m
advance 5m
k get po
next
k delete node worker-2
next
