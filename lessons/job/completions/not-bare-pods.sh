# Five Pods that compute pi are no Job.
kubectl run pi --image=perl:5.34 --restart=Never -- perl -Mbignum=bpi -wle 'print bpi(2000)'
kubectl logs pi
for i in 1 2 3 4; do kubectl run pi-$i --image=perl:5.34 --restart=Never -- perl -Mbignum=bpi -wle 'print bpi(2000)'; done
advance 1m
next
