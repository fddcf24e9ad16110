kubectl create deployment shop --image=nginx:1.27 --replicas=3
kubectl expose deployment shop --port=80
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: DaemonSet/; s/^    spec:/&\n      tolerations:\n      - operator: Exists/' logs.yaml
kubectl apply -f logs.yaml
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: StatefulSet/; s/^  replicas: 3/  serviceName: kafka\n&/' kafka.yaml
cat >> kafka.yaml <<< $'  volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources:\n        requests:\n          storage: 5Gi'
kubectl apply -f kafka.yaml
kubectl rollout status statefulset/kafka
next
kubectl create cronjob backup --image=busybox:1.36 --schedule='30 2 * * *' -- sh -c 'echo saved'
kubectl patch cronjob backup -p '{"spec":{"concurrencyPolicy":"Forbid"}}'
kubectl create job backup-test --from=cronjob/backup
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: batch\/v1/; s/^kind: CHOOSE/kind: Job/; s/^spec:/&\n  completionMode: Indexed\n  completions: 4\n  parallelism: 2/' invoices.yaml
kubectl apply -f invoices.yaml
kubectl wait --for=condition=complete job/invoices
next
kubectl create job migrate --image=busybox:1.36 --dry-run=client -o yaml -- sh -c 'echo migrated' > migrate.yaml
sed -i '0,/^spec:/s/^spec:/spec:\n  backoffLimit: 0/' migrate.yaml
kubectl apply -f migrate.yaml
next
kubectl create deployment resizer --image=nginx:1.27 --replicas=2
kubectl set resources deployment resizer --requests=cpu=100m
kubectl autoscale deployment resizer --min=2 --max=10 --cpu=60%
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: DaemonSet/; s/^    spec:/&\n      nodeSelector:\n        accelerator: nvidia\n      tolerations:\n      - key: nvidia.com\/gpu\n        operator: Exists/' gpu-driver.yaml
kubectl apply -f gpu-driver.yaml
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: StatefulSet/; s/^spec:/&\n  replicas: 1\n  serviceName: ledger/' ledger.yaml
cat >> ledger.yaml <<< $'  volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources:\n        requests:\n          storage: 5Gi'
kubectl apply -f ledger.yaml
kubectl rollout status statefulset/ledger
next
kubectl create deployment license --image=nginx:1.27
kubectl patch deployment license -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
next
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: Deployment/; s/^      - name: log-reader/      initContainers:\n&\n        restartPolicy: Always/' front.yaml
kubectl apply -f front.yaml
next
kubectl run shell --image=busybox:1.36 --restart=Never --overrides='{"spec":{"activeDeadlineSeconds":300}}' -- sleep 3600
kubectl exec shell -- nslookup shop.default.svc.cluster.local
advance 6m
kubectl get pod shell
next
