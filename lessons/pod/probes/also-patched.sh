# Patched manifests instead of edited ones, replace --force, other commands that show the same.
k create -f shop.yaml
k exec -it shop -c web -- mv /usr/share/nginx/html/index.html /tmp/
sleep 8
k get events --field-selector involvedObject.name=shop
next
k exec shop -- mv /tmp/index.html /usr/share/nginx/html/
k wait --for=condition=Ready pod/shop
wget -qO- $(k get svc shop -o jsonpath={.spec.clusterIP})
next
k run stall --image=nginx:1.27 --port=80 --dry-run=client -o yaml > stall.yaml
k patch --local -f stall.yaml --type=json -p '[{"op":"add","path":"/spec/containers/0/livenessProbe","value":{"httpGet":{"path":"/index.html","port":80},"periodSeconds":2}}]' -o yaml | k apply -f -
k exec stall -- rm /usr/share/nginx/html/index.html
advance 30s
k events --for pod/stall
next
k patch --local -f legacy.yaml --type=json -p '[{"op":"add","path":"/spec/containers/0/startupProbe","value":{"exec":{"command":["cat","/tmp/serving"]},"failureThreshold":30,"periodSeconds":2}}]' -o yaml > new.yaml
k create -f new.yaml
next
k apply -f station.yaml
k patch --local -f station.yaml --type=strategic -p '{"spec":{"containers":[{"name":"web","readinessProbe":{"tcpSocket":{"port":80}}},{"name":"worker","readinessProbe":{"exec":{"command":["cat","/tmp/warm"]}}},{"name":"search","readinessProbe":{"grpc":{"port":5000}}}]}}' -o yaml > new.yaml
k replace --force -f new.yaml
next
