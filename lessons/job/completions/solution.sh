kubectl apply -f pi.yaml
sed -i 's/restartPolicy: Always/restartPolicy: Never/' pi.yaml
kubectl apply -f pi.yaml
kubectl wait --for=condition=complete job/pi
kubectl logs job/pi
next
sed -i 's/^spec:/spec:\n  completions: 5\n  parallelism: 2/' pi.yaml
kubectl replace --force -f pi.yaml
kubectl get pods
next
kubectl logs job/pi
kubectl logs -l job-name=pi | sort -u | wc -l
answer 1
next
sed -i 's/^spec:/spec:\n  completionMode: Indexed/' slabs.yaml
kubectl apply -f slabs.yaml
kubectl wait --for=condition=complete job/slabs
kubectl logs -l job-name=slabs
answer 9380952572
next
kubectl delete job pi
next
