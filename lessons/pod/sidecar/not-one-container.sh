# A running Pod of the right name, without its sidecar.
kubectl run web --image=nginx:1.27
advance 1m
