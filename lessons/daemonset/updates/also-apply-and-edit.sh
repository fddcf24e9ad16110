# Manifests and an editor instead of set image, JSON patches, ControllerRevisions instead of the history.
sed -i 's/v1.7.0/v1.8.2/' node-agent.yaml; kubectl apply -f node-agent.yaml
next
sed 's/v1.8.2/v1.9.99/' node-agent.yaml | kubectl apply -f -
kubectl get pods
next
k get controllerrevisions
k apply -f node-agent.yaml
next
sed -i 's/v1.8.2/v1.9.1/; s/^spec:/spec:\n  updateStrategy:\n    rollingUpdate:\n      maxSurge: 50%\n      maxUnavailable: 0%/' node-agent.yaml
kubectl apply -f node-agent.yaml
next
sed -i 's/1.36/1.37/; s/^spec:/spec:\n  updateStrategy:\n    type: OnDelete/' disk-driver.yaml
kubectl apply -f disk-driver.yaml
kubectl delete $(kubectl get pods -l app=disk-driver --field-selector spec.nodeName=worker-3 -o name)
next
KUBE_EDITOR='sed -i s/OnDelete/RollingUpdate/' kubectl edit daemonset disk-driver
next
