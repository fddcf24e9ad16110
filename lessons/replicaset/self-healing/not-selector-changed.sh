# Selector and template agree, but the Pod of Friday stays outside.
sed -i 's/app: chat$/app: chat-server/' chat.yaml
kubectl apply -f chat.yaml
