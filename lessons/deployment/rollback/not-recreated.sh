# Deleting and creating again ends with the right image, but not without a gap.
kubectl delete deployment web
sed 's/nginx:1.26/nginx:1.161/' web.yaml | kubectl apply -f -
advance 1m
