# Replace never runs two at once either, but it disturbs the first.
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
kubectl create cronjob backup --image=busybox:1.36 --schedule='30 2 * * *' -- echo saved
kubectl patch cronjob backup -p '{"spec":{"concurrencyPolicy":"Replace"}}'
kubectl create job backup-test --from=cronjob/backup
advance 2m
