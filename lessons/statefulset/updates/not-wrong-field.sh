# A partition directly under updateStrategy is none: all four members get the new image.
kubectl patch statefulset search -p '{"spec":{"updateStrategy":{"partition":2}}}'
kubectl set image statefulset/search search=nginx:1.27
advance 1m
