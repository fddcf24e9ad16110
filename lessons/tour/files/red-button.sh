# Press with: sh red-button.sh
kubectl delete node worker-2
echo "The word is $(echo Y29tcGFzcwo= | base64 -d)."
