# The right strategy, but only after the update had begun to roll.
kubectl set image deployment/ledger ledger=nginx:1.27 && sleep 2
kubectl patch deployment ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
advance 1m
