# OnFailure also survives the outage; create and delete instead of replace, an editor for the switches, other limits.
k create -f import.yaml
advance 1m
for pod in $(k get pods -l job-name=import -o name); do k logs $pod; done
next
k delete job import
sed 's/Never/OnFailure/' import.yaml | k create -f -
advance 2m
next
k delete job import
sed 's/Never/OnFailure/; s/backoffLimit: 2/backoffLimit: 10/' import.yaml | k create -f -
advance 20s
k patch deploy db -p '{"spec":{"replicas":2}}'
advance 3m
next
KUBE_EDITOR='sed -i "s/^  backoffLimit: 3/&\n  activeDeadlineSeconds: 7000/"' k edit job export
next
k create -f letters.yaml
advance 25s
KUBE_EDITOR='sed -i "s/suspend: false/suspend: true/"' k edit job letters
advance 1h
k patch job letters --type=json -p '[{"op":"replace","path":"/spec/suspend","value":false}]'
advance 2m
next
k patch job/letters job/export -p '{"spec":{"ttlSecondsAfterFinished":172800}}'
advance 50h
next
