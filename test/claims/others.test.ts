import {describe, expect, it} from 'vitest';
import {manifest, Trial} from './terminal.ts';

const CRON = (version: string) => `apiVersion: ${version}
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "* * * * *"
  jobTemplate:
    spec:
      completions: 4
      parallelism: 2
      template:
        spec:
          restartPolicy: Never
          containers: [{name: main, image: 'busybox:1.36', command: [echo, done]}]
`;

describe('DaemonSets and taints', () => {
	it('has RollingUpdate as its default strategy', () => {
		const trial = new Trial({'log.yaml': manifest('DaemonSet', 'log', 'selector: {matchLabels: {app: log}}')});
		trial.run('kubectl apply -f log.yaml');
		expect(trial.run('kubectl get ds log -o jsonpath={.spec.updateStrategy.type}')).toBe('RollingUpdate');
	});

	it('evicts with NoExecute only, after tolerationSeconds where they are given', () => {
		const trial = new Trial({
			'slow.yaml': `apiVersion: v1
kind: Pod
metadata: {name: slow}
spec:
  terminationGracePeriodSeconds: 1
  nodeName: worker-1
  tolerations: [{key: work, operator: Exists, effect: NoExecute, tolerationSeconds: 120}]
  containers: [{name: main, image: 'nginx:1.27'}]
`,
		});
		trial.run('kubectl apply -f slow.yaml', 'kubectl taint node worker-1 work=now:NoSchedule');
		trial.advance(300);
		expect(trial.run('kubectl get pod slow -o jsonpath={.status.phase}')).toBe('Running');
		trial.run('kubectl taint node worker-1 work=now:NoExecute');
		trial.advance(60);
		expect(trial.run('kubectl get pod slow -o jsonpath={.status.phase}')).toBe('Running');
		trial.advance(90);
		expect(trial.run('kubectl get pod slow')).toBe('Error from server (NotFound): pods "slow" not found');
	});

	it('permits the tainted node by a toleration, and pulls a Pod there only by a nodeSelector', () => {
		const pod = (name: string, more: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  tolerations: [{key: gpu, operator: Exists}]
  ${more}
  containers: [{name: main, image: 'nginx:1.27'}]
---
`;
		const names = Array.from({length: 6}, (_, index) => `free-${index}`);
		const trial = new Trial({
			'pods.yaml': `${names.map(name => pod(name, 'nodeName: null')).join('')}${pod('pulled', 'nodeSelector: {kubernetes.io/hostname: worker-2}')}`,
		});
		trial.run('kubectl taint node worker-2 gpu=yes:NoSchedule', 'kubectl apply -f pods.yaml');
		const nodes = trial.run("kubectl get pods -o jsonpath='{.items[*].spec.nodeName}'").split(' ');
		expect(nodes.slice(0, -1)).toContain('worker-1');
		expect(nodes.at(-1)).toBe('worker-2');
	});
});

describe('Jobs and CronJobs', () => {
	it('lets the jobTemplate set completions and parallelism, and takes the Jobs along when the CronJob goes', () => {
		const trial = new Trial({'cron.yaml': CRON('batch/v1')});
		trial.run('kubectl apply -f cron.yaml');
		trial.advance(90);
		expect(trial.run("kubectl get jobs -o jsonpath='{.items[0].spec.completions} {.items[0].spec.parallelism}'")).toBe(
			'4 2',
		);
		trial.run('kubectl delete cronjob nightly');
		expect(trial.run('kubectl get jobs,pods')).toBe('No resources found in default namespace.');
	});

	it('knows no batch/v1beta1', () => {
		expect(new Trial({'cron.yaml': CRON('batch/v1beta1')}).run('kubectl apply -f cron.yaml')).toBe(
			'error: resource mapping not found for name: "nightly" namespace: "" from "cron.yaml": no matches for kind "CronJob" in version "batch/v1beta1"\nensure CRDs are installed first',
		);
	});

	it('refuses restartPolicy Always in a Job', () => {
		const trial = new Trial({'job.yaml': manifest('Job', 'once', 'completions: 1')});
		expect(trial.run('kubectl apply -f job.yaml')).toBe(
			'The Job "once" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
		);
	});
});

describe('Pods, probes, claims and output', () => {
	it('rejects a manifest without apiVersion and kind', () => {
		const trial = new Trial({'pod.yaml': 'metadata: {name: x}\nspec: {containers: [{name: c, image: nginx}]}\n'});
		expect(trial.run('kubectl apply -f pod.yaml')).toBe(
			'error: error validating "pod.yaml": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false',
		);
	});

	it('rejects containers as a mapping, and says which field and type', () => {
		const trial = new Trial({
			'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: {name: c, image: nginx}}\n',
		});
		expect(trial.run('kubectl apply -f pod.yaml')).toBe(
			'Error from server (BadRequest): error when creating "pod.yaml": Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container',
		);
	});

	it('restarts for liveness, and only takes out of the Service for readiness', () => {
		const pod = (probe: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${probe.toLowerCase()}, labels: {app: web}}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - name: main
    image: nginx:1.27
    ${probe}: {exec: {command: [test, '!', -e, /tmp/broken]}, periodSeconds: 5}
---
`;
		const trial = new Trial({'pods.yaml': pod('readinessProbe') + pod('livenessProbe')});
		trial.run(
			'kubectl apply -f pods.yaml',
			'kubectl create service clusterip web --tcp=80',
			'kubectl set selector service web app=web',
		);
		for (const name of ['readinessprobe', 'livenessprobe']) trial.run(`kubectl exec ${name} -- touch /tmp/broken`);
		trial.advance(20);
		expect(trial.run('kubectl get pods --no-headers').replace(/ +/g, ' ').replace(/ \S+$/gm, '')).toMatch(
			/^livenessprobe 1\/1 Running 1 \(.*\nreadinessprobe 0\/1 Running 0/,
		);
		expect(
			trial.run("kubectl get endpoints web -o jsonpath='{.subsets[*].addresses[*].targetRef.name}' 2>/dev/null"),
		).toBe('livenessprobe');
	});

	it('cannot mend the provisioner of a StorageClass by applying it again; made anew, the claim binds', () => {
		const storageClass = (provisioner: string) =>
			`apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ${provisioner}\n`;
		const trial = new Trial({
			'dead.yaml': storageClass('example.com/nobody'),
			'alive.yaml': storageClass('rancher.io/local-path'),
			'claim.yaml':
				'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n',
		});
		trial.run('kubectl apply -f dead.yaml -f claim.yaml');
		expect(trial.run('kubectl apply -f alive.yaml')).toBe(
			'The StorageClass "fast" is invalid: provisioner: Forbidden: updates to provisioner are forbidden.',
		);
		expect(trial.run('kubectl get pvc data -o jsonpath={.status.phase}')).toBe('Pending');
		trial.run('kubectl delete storageclass fast', 'kubectl apply -f alive.yaml');
		trial.advance(60);
		expect(trial.run('kubectl get pvc data -o jsonpath={.status.phase}')).toBe('Bound');
	});

	it('prints taints in custom columns as Go does, and <none> for a field in the wrong case', () => {
		const trial = new Trial();
		expect(
			trial.run(
				'kubectl get node control-plane --no-headers -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints',
			),
		).toBe('control-plane   [map[effect:NoSchedule key:node-role.kubernetes.io/control-plane]]');
		expect(trial.run('kubectl get node worker-1 -o custom-columns=Name:metadata.Name')).toBe('Name\n<none>');
	});
});
