# The imperative way: create job, a dry run as a template, a loop over the Pods, an applied failure first.
kubectl create job pi --image=perl:5.34 -- perl -Mbignum=bpi -wle 'print bpi(2000)'
advance 1m
for pod in $(kubectl get pods -l job-name=pi -o name); do kubectl logs $pod; done
next
kubectl delete job pi
kubectl create job pi --image=perl:5.34 --dry-run=client -o yaml -- perl -Mbignum=bpi -wle 'print bpi(2000)' > job.yaml
sed -i 's/^spec:/spec:\n  completions: 5\n  parallelism: 1/' job.yaml
kubectl create -f job.yaml
kubectl patch job pi -p '{"spec":{"parallelism":2}}'
advance 1m
next
kubectl get pods -l batch.kubernetes.io/job-name=pi
for pod in $(kubectl get pods -l batch.kubernetes.io/job-name=pi -o name); do kubectl logs $pod; done
answer 1
next
kubectl apply -f slabs.yaml
advance 30s
kubectl logs -l job-name=slabs
kubectl delete -f slabs.yaml
sed -i 's/^  completions: 4/&\n  completionMode: Indexed/' slabs.yaml
kubectl create -f slabs.yaml
advance 30s
kubectl logs -l batch.kubernetes.io/job-completion-index=2
answer 9380952572
next
kubectl delete jobs -l '!no-such-label' --field-selector metadata.name=pi
next
