# Manifests and edit; a named port; the full name.
KUBE_EDITOR='sed -i "s/app: apy/app: api/"' kubectl edit service api
next
KUBE_EDITOR='sed -i "s/targetPort: 8080/targetPort: http/"' kubectl edit service api
wget -qO- http://api
next
kubectl exec $(kubectl get pods -l app=api -o name | tail -1) -- rm /usr/share/nginx/html/index.html
sleep 30; kubectl get endpointslices
kubectl exec $(kubectl get pods -l app=api -o name | tail -1) -- sh -c 'echo hello > /usr/share/nginx/html/index.html'
next
kubectl get service api -o yaml | sed -e 's/name: api$/name: api-pods/' -e 's/clusterIP: .*/clusterIP: None/' -e '/clusterIPs:/,/- /d' -e '/uid:/d' -e '/resourceVersion:/d' | kubectl apply -f -
nslookup api.default.svc.cluster.local; nslookup api-pods.default
next
kubectl run asker --image=busybox:1.36 --restart=Never --rm -i -- wget -qO- http://payments.pay.svc.cluster.local
answer default.svc.cluster.local
next
