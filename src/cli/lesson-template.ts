/** The files of a new lesson: small, complete and solvable. `schema` is the path to the JSON Schema of the format. */
export function lessonTemplate(schema: string): ReadonlyMap<string, string> {
	return new Map([
		['lesson.yaml', lesson(schema)],
		['en.md', ENGLISH],
		['zh-CN.md', CHINESE],
		['files/web.yaml', MANIFEST],
		['solution.sh', 'kubectl scale deployment web --replicas=3\n'],
		['also-apply.sh', "sed -i 's/replicas: 1/replicas: 3/' web.yaml\nkubectl apply -f web.yaml\n"],
		['not-too-many.sh', '# More than asked for is wrong, too.\nkubectl scale deployment web --replicas=5\n'],
		[
			'not-bare-pods.sh',
			'kubectl run web-2 --image=nginx:1.27 --labels=app=web\nkubectl run web-3 --image=nginx:1.27 --labels=app=web\n',
		],
	]);
}

function lesson(schema: string): string {
	return `# yaml-language-server: $schema=${schema}
formatVersion: 1
minutes: 5
world:
  run:
  - kubectl apply -f web.yaml
steps:
- id: scale
  predict: {correct: b}
  goals:
  - id: replicas
    object:
      deployment/web: {spec.replicas: 3}
  - id: ready
    object:
      deployment/web: {status.readyReplicas: 3}
    hold: 5s
  remarks:
  - id: too-many
    when:
      object: {deployment/web: {spec.replicas: {atLeast: 4}}}
`;
}

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx:1.27
`;

const ENGLISH = `# Three are enough

The shop has one Pod, and the sale begins in five minutes. Marketing expects three times the visitors.

## scale: Make room for the visitors

The Deployment \`web\` runs one Pod. **Bring it to three.** Its manifest is \`web.yaml\`.

### predict

Who makes the two new Pods?

- a: kubectl
- b: a controller in the cluster
- c: the node

#### outcome

kubectl only wrote a number. The controllers of the Deployment and of its ReplicaSet saw it and acted.

### goals

- replicas: The Deployment asks for 3 Pods
- ready: All 3 are ready, and stay so

### hints

1. Look at what there is: \`kubectl get deployment\`. Which column says how many are wanted?
2. \`kubectl scale\` changes that number; so does an edited manifest.
3. \`kubectl scale deployment web --replicas=3\`

### remark too-many

That is more than the budget allows. Three Pods were asked for.

### explanation

You said what you want; the cluster found out what was missing. That is how everything in Kubernetes works.

## debrief

A Deployment holds a number. Its controllers compare it with what is there, and do what is missing. Change the number as often as you like.

[Scaling a Deployment](https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment)

## card

- \`kubectl scale deployment web --replicas=3\`: as many Pods as you say
- \`kubectl get deployment\`: how many are wanted and ready
- \`kubectl get pods -l app=web\`: the Pods behind it
- \`kubectl apply -f web.yaml\`: the same by a manifest
`;

const CHINESE = `# 三个就够了

商店只有一个 Pod，促销五分钟后开始。市场部预计访客会是平时的三倍。

## scale: 给访客腾出地方

Deployment \`web\` 只运行一个 Pod。**把它扩到三个。** 它的清单是 \`web.yaml\`。

### predict

新增的两个 Pod 是谁创建的？

- a: kubectl
- b: 集群里的控制器
- c: 节点

#### outcome

kubectl 只写下了一个数字。Deployment 和 ReplicaSet 的控制器看到以后才动手。

### goals

- replicas: Deployment 要求 3 个 Pod
- ready: 3 个都就绪，并且保持就绪

### hints

1. 先看看现状：\`kubectl get deployment\`。哪一列是期望的数量？
2. \`kubectl scale\` 可以改这个数字，修改清单也行。
3. \`kubectl scale deployment web --replicas=3\`

### remark too-many

这超出了预算。要求的是三个 Pod。

### explanation

你说出想要什么，集群自己找出还缺什么。Kubernetes 里的一切都是这样运作的。

## debrief

Deployment 里记着一个数字。控制器拿它和现状比较，缺什么就补什么。这个数字随时可以改。

[扩缩 Deployment](https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment)

## card

- \`kubectl scale deployment web --replicas=3\`：要几个 Pod 就写几个
- \`kubectl get deployment\`：期望多少，就绪多少
- \`kubectl get pods -l app=web\`：背后的 Pod
- \`kubectl apply -f web.yaml\`：用清单做同样的事
`;
