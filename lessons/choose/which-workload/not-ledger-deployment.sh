# Recreate isn't enough where two at once destroy data.
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
printf 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data-ledger-0}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 5Gi}}\n' | kubectl apply -f -
sed -i 's/^apiVersion: CHOOSE/apiVersion: apps\/v1/; s/^kind: CHOOSE/kind: Deployment/; s/^spec:/&\n  strategy: {type: Recreate}/' ledger.yaml
printf '      volumes:\n      - name: data\n        persistentVolumeClaim: {claimName: data-ledger-0}\n' >> ledger.yaml
kubectl apply -f ledger.yaml
advance 2m
