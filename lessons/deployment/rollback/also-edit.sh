# An editor, and the short names.
KUBE_EDITOR='sed -i s/nginx:1.26/nginx:1.161/' k edit deploy web
next
advance 11m
k get deploy,rs,po
next
KUBE_EDITOR='sed -i s/nginx:1.161/nginx:1.26/' k edit deploy web
next
k rollout history deploy web
k set image deploy web '*=nginx:1.25'
next
KUBE_EDITOR='sed -i s/revisionHistoryLimit:.*/revisionHistoryLimit:\ 1/' k edit deploy web
next
