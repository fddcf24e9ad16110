# The right image with too few Pods.
kubectl scale deployment web --replicas=2
kubectl set image deployment/web web=nginx:1.161
advance 1m
