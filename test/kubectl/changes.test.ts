import {describe, expect, test} from 'vitest';
import {Session} from './session.ts';

const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  color: red\n  size: "1"\n';
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: nginx, image: "nginx:1.27"}
`;

describe('apply', () => {
	test('removes what the file no longer says, keeps what others set', () => {
		const session = new Session({'web.yaml': WEB, 'cm.yaml': SETTINGS});
		expect(session.out('kubectl apply -f cm.yaml')).toBe('configmap/settings created\n');
		expect(session.out('kubectl apply -f cm.yaml')).toBe('configmap/settings unchanged\n');
		session.out(`kubectl patch cm settings --type=merge -p '{"data":{"own":"yes"}}'`);
		expect(session.out("sed -i '/size/d' cm.yaml; kubectl apply -f cm.yaml")).toBe('configmap/settings configured\n');
		expect(session.out("kubectl get cm settings -o jsonpath='{.data}'")).toBe('{"color":"red","own":"yes"}');
	});

	test('an immutable field needs --force', () => {
		const session = new Session({'web.yaml': WEB});
		session.out('kubectl apply -f web.yaml');
		session.out("sed -i 's/app: web/app: shop/g' web.yaml");
		expect(session.err('kubectl apply -f web.yaml')).toBe(
			'The Deployment "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"shop"}}: field is immutable\n',
		);
		expect(session.out('kubectl apply -f web.yaml --force')).toBe('deployment.apps/web configured\n');
		expect(session.out("kubectl get deploy web -o jsonpath='{.spec.selector.matchLabels.app}'")).toBe('shop');
	});

	test('on the server', () => {
		const session = new Session({'cm.yaml': SETTINGS});
		expect(session.out('kubectl apply -f cm.yaml --server-side')).toBe('configmap/settings serverside-applied\n');
		expect(session.out('kubectl get cm settings -o yaml')).not.toContain('last-applied');
		expect(session.err('kubectl apply -f cm.yaml --server-side --dry-run=client')).toBe(
			"error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)\n",
		);
	});

	test('one broken document of several, and where the failures are named', () => {
		const session = new Session({
			'all.yaml': `${SETTINGS}---\nkind: Pod\n---\n${SETTINGS.replace('settings', 'Wrong')}`,
		});
		expect(session.run('kubectl apply -f all.yaml --validate=false')).toEqual({
			out: 'configmap/settings created\n',
			err:
				'resource mapping not found for name: "" namespace: "" from "all.yaml": no matches for kind "Pod" in version ""\n' +
				'ensure CRDs are installed first\n' +
				'Error from server (Invalid): error when creating "all.yaml": ConfigMap "Wrong" is invalid: metadata.name: Invalid value: "Wrong": ' +
				"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an " +
				"alphanumeric character (e.g. 'example.com', regex used for validation is " +
				"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')\n",
			code: 1,
		});
	});

	test('a kustomization', () => {
		const session = new Session({
			'base/web.yaml': WEB,
			'base/kustomization.yaml': 'resources: [web.yaml]\n',
			'dev/kustomization.yaml': `resources: [../base]
namePrefix: dev-
commonLabels: {env: dev}
images: [{name: nginx, newTag: "1.26"}]
replicas: [{name: dev-web, count: 9}, {name: web, count: 1}]
patches:
- target: {kind: Deployment}
  patch: |-
    - {op: add, path: /spec/minReadySeconds, value: 5}
configMapGenerator:
- name: gen
  literals: [a=b]
  options: {disableNameSuffixHash: true}
`,
		});
		expect(session.out('kubectl apply -k dev')).toBe('configmap/dev-gen created\ndeployment.apps/dev-web created\n');
		expect(
			session.out(
				"kubectl get deploy dev-web -o jsonpath='{.spec.replicas} {.spec.minReadySeconds} {..image} {.spec.selector.matchLabels.env}'",
			),
		).toBe('1 5 nginx:1.26 dev');
	});
});

describe('diff', () => {
	test('shows what apply would change, with the exit codes of diff', () => {
		const session = new Session({'cm.yaml': SETTINGS});
		session.out('kubectl apply -f cm.yaml');
		expect(session.run('kubectl diff -f cm.yaml')).toEqual({out: '', err: '', code: 0});
		session.out("sed -i 's/red/green/' cm.yaml");
		const {out, code} = session.run('kubectl diff -f cm.yaml');
		expect(code).toBe(1);
		expect(
			out
				.split('\n')
				.slice(0, 6)
				.map(line => line.replace(/\d{3,}/g, 'N').replace(/\t.*/, '')),
		).toEqual([
			'diff -u -N /tmp/LIVE-N/v1.ConfigMap.default.settings /tmp/MERGED-N/v1.ConfigMap.default.settings',
			'--- /tmp/LIVE-N/v1.ConfigMap.default.settings',
			'+++ /tmp/MERGED-N/v1.ConfigMap.default.settings',
			'@@ -1,6 +1,6 @@',
			' apiVersion: v1',
			' data:',
		]);
		expect(out).toContain('\n-  color: red\n+  color: green\n');
		expect(session.run('kubectl diff').code).toBe(2);
	});

	test('hides the values of Secrets', () => {
		const session = new Session({
			's.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: key}\nstringData: {a: one}\n',
		});
		session.out('kubectl apply -f s.yaml');
		const {out} = session.run("sed -i 's/one/two/' s.yaml; kubectl diff -f s.yaml");
		expect(out).toContain("\n-  a: '*** (before)'\n+  a: '*** (after)'\n");
	});
});

describe('edit', () => {
	test('an editor of the shell, no change, and a change that is refused', () => {
		const session = new Session({'web.yaml': WEB});
		session.out('kubectl apply -f web.yaml');
		expect(session.out('KUBE_EDITOR="sed -i s/1.27/1.26/" kubectl edit deploy web')).toBe(
			'deployment.apps/web edited\n',
		);
		expect(session.run('KUBE_EDITOR="true" kubectl edit deploy web')).toEqual({
			out: '',
			err: 'Edit cancelled, no changes made.\n',
			code: 0,
		});
		const refused = session.run('KUBE_EDITOR="sed -i s/replicas:.*/replicas:-1/" kubectl edit deploy web');
		expect(refused.err).toContain('error: deployments.apps "web" is invalid\n');
		expect(refused.err).toContain('error: Edit cancelled, no valid changes were saved.\n');
		expect(refused.code).toBe(1);
		expect(session.err('KUBE_EDITOR=false kubectl edit deploy web')).toBe(
			'error: there was a problem with the editor "false"\n',
		);
	});
});

describe('create', () => {
	test('ConfigMaps and Secrets from files', () => {
		const session = new Session({'conf/a.txt': 'one\n', 'conf/b.txt': 'two', 'vars.env': '# no\nX=1\n\nY=a=b\n'});
		expect(
			session.out('kubectl create cm files --from-file=conf --from-file=key=conf/a.txt --dry-run=client -o yaml'),
		).toBe(
			'apiVersion: v1\ndata:\n  a.txt: |\n    one\n  b.txt: two\n  key: |\n    one\nkind: ConfigMap\nmetadata:\n  name: files\n',
		);
		expect(
			session.out("kubectl create secret generic env --from-env-file=vars.env --dry-run=client -o jsonpath='{.data}'"),
		).toBe('{"X":"MQ==","Y":"YT1i"}');
		expect(session.err('kubectl create cm x --from-file=nowhere')).toBe(
			'error: error reading nowhere: no such file or directory\n',
		);
		expect(session.err('kubectl create cm x --from-literal=a=1 --from-literal=a=2')).toBe(
			'error: cannot add key "a", another key by that name already exists in Data for ConfigMap "x"\n',
		);
	});

	test('budgets, classes and registries', () => {
		const session = new Session();
		expect(session.out('kubectl create pdb web --selector=app=web --min-available=50% --dry-run=client -o yaml')).toBe(
			'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: 50%\n  selector:\n' +
				'    matchLabels:\n      app: web\nstatus:\n  currentHealthy: 0\n  desiredHealthy: 0\n  disruptionsAllowed: 0\n  expectedPods: 0\n',
		);
		expect(session.out('kubectl create priorityclass high --value=1000')).toBe(
			'priorityclass.scheduling.k8s.io/high created\n',
		);
		expect(
			session.out(
				"kubectl create secret docker-registry reg --docker-username=u --docker-password=p --docker-server=s --dry-run=client -o jsonpath='{.data.\\.dockerconfigjson}'",
			),
		).toBe(btoa('{"auths":{"s":{"username":"u","password":"p","auth":"dTpw"}}}'));
		expect(session.err('kubectl create quota team --hard=pods=4')).toBe(
			'kubekata: the kind ResourceQuota is not simulated\n',
		);
	});
});

describe('delete', () => {
	test('waits for a Pod that takes its time, unless told not to', () => {
		const session = new Session();
		session.out('kubectl run slow --image=busybox -- sleep 1000; kubectl wait --for=condition=Ready pod/slow');
		const startMs = session.cluster.clock.now();
		expect(session.out('kubectl delete pod slow --grace-period=20')).toBe(
			'pod "slow" deleted from default namespace\n',
		);
		expect(Math.round((session.cluster.clock.now() - startMs) / 1000)).toBeGreaterThanOrEqual(20);
		session.out('kubectl run slow --image=busybox -- sleep 1000; kubectl wait --for=condition=Ready pod/slow');
		expect(session.err('kubectl delete pod slow --timeout=2s')).toBe(
			'error: timed out waiting for the condition on pods/slow\n',
		);
	});

	test('asks first where that is wanted', () => {
		const session = new Session();
		session.out('kubectl create cm a');
		expect(session.out('echo n | kubectl delete cm a -i')).toBe(
			'You are about to delete the following 1 resource(s):\nconfigmap/a\nDo you want to continue? (y/N): deletion is cancelled\n',
		);
		expect(session.err('kubectl -n default delete ns nowhere')).toBe(
			'Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n' +
				'Error from server (NotFound): namespaces "nowhere" not found\n',
		);
	});
});
