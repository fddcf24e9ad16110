# Manifests of one's own, other verbs, a toleration by key, affinity instead of a selector, and CHOOSE replaced step by step.
cat > shop.yaml <<< $'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n  replicas: 4\n  selector: {matchLabels: {tier: web}}\n  template:\n    metadata: {labels: {tier: web}}\n    spec:\n      containers:\n      - {name: web, image: "nginx:1.27", ports: [{containerPort: 80}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec: {selector: {tier: web}, ports: [{port: 80}]}'
kubectl create -f shop.yaml
next
kubectl apply -f logs.yaml
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: DaemonSet/' logs.yaml
kubectl apply -f logs.yaml
kubectl patch daemonset logs --type=json -p '[{"op":"add","path":"/spec/template/spec/tolerations","value":[{"effect":"NoSchedule","operator":"Exists"}]}]'
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: StatefulSet/; s/^  replicas: 3/&\n  serviceName: kafka\n  podManagementPolicy: Parallel\n  volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      accessModes: [ReadWriteOncePod]\n      resources:\n        requests:\n          storage: 5Gi/' kafka.yaml
kubectl create -f kafka.yaml
next
kubectl create cronjob backup --image=busybox:1.36 --schedule='30 2 * * *' --dry-run=client -o yaml -- sleep 5 > backup.yaml
sed -i '0,/^spec:/s//spec:\n  concurrencyPolicy: Forbid/' backup.yaml
kubectl apply -f backup.yaml
advance 24h
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: batch\/v1/; s/^kind: CHOOSE/kind: Job/; s/^spec:/&\n  completionMode: Indexed\n  completions: 4\n  parallelism: 1/' invoices.yaml
kubectl create -f invoices.yaml
advance 2m
next
kubectl create job migrate --image=busybox:1.36 -- echo migrated
kubectl patch job migrate -p '{"spec":{"backoffLimit":0}}'
next
kubectl create deployment resizer --image=nginx:1.27
kubectl patch deployment resizer --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/0/resources","value":{"requests":{"cpu":"100m"}}}]'
kubectl autoscale deployment resizer --name=by-load --min=2 --max=10 --cpu-percent=60
advance 1m
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: DaemonSet/; s/^    spec:/&\n      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n            - matchExpressions:\n              - {key: accelerator, operator: Exists}\n      tolerations:\n      - operator: Exists/' gpu-driver.yaml
kubectl create -f gpu-driver.yaml
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: StatefulSet/; s/^spec:/&\n  volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources:\n        requests:\n          storage: 10Gi/' ledger.yaml
kubectl apply -f ledger.yaml
next
kubectl create deployment license --image=nginx:1.27 --dry-run=client -o yaml | sed 's/  strategy: {}/  strategy: {type: Recreate}/' | kubectl apply -f -
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: Deployment/' front.yaml
kubectl apply -f front.yaml
sed -i 's/^      - name: log-reader/      initContainers:\n&\n        restartPolicy: Always/' front.yaml
kubectl apply -f front.yaml
next
kubectl run shell --image=busybox:1.36 --restart=Never --dry-run=client -o yaml -- sleep 3600 | sed 's/^spec:/&\n  activeDeadlineSeconds: 240/' | kubectl apply -f -
kubectl exec shell -- wget -qO- shop
kubectl exec shell -- nslookup shop.default.svc.cluster.local
advance 10m
next
