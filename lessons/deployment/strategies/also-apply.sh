# One manifest, applied again and again: apply clears rollingUpdate itself.
sed -i 's/^  selector:/  strategy:\n    type: Recreate\n  selector:/' ledger.yaml
kubectl apply -f ledger.yaml
sed -i 's/1.26/1.27/' ledger.yaml
kubectl apply -f ledger.yaml
next
sed -i 's/^  selector:/  paused: true\n  selector:/' shop.yaml
kubectl apply -f shop.yaml
sed -i 's/http-echo:0.2.3/http-echo:1.0/' shop.yaml
kubectl apply -f shop.yaml
sed -i 's/^        args:/        env:\n        - {name: STAGE, value: production}\n        resources: {requests: {cpu: 50m}}\n        args:/' shop.yaml
kubectl apply -f shop.yaml
sed -i '/paused: true/d' shop.yaml
kubectl apply -f shop.yaml
next
sed -i 's/^  selector:/  progressDeadlineSeconds: 45\n  selector:/; s/^        args:/        readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 3}\n        args:/' shop.yaml
kubectl apply -f shop.yaml
next
sed "s/shop 1', '-listen=:8080'/shop 2'/" shop.yaml | kubectl apply -f -
advance 2m
kubectl get deploy,rs,pods
kubectl rollout status deployment shop
next
sed -i 's/shop 1/shop 2/' shop.yaml
kubectl apply -f shop.yaml
kubectl rollout status deployment/shop
wget -qO- http://shop
next
