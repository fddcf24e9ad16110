import {describe, expect, test} from 'vitest';
import {podFromTemplate} from '../../../src/cluster/workloads/template-pods.ts';
import {deploymentManifest, podManifest, world} from './world.ts';

const SUBDOMAIN =
	"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

test('a Pod gets what the server fills in', () => {
	const {create} = world();
	const pod = create('Pod', podManifest('tiny'));
	expect(pod.metadata).toMatchObject({creationTimestamp: '2026-01-05T09:00:00Z', generation: 1, resourceVersion: '3'});
	expect(pod.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
	expect(pod.spec).toEqual({
		containers: [
			{
				image: 'nginx:1.25',
				imagePullPolicy: 'IfNotPresent',
				name: 'app',
				resources: {},
				terminationMessagePath: '/dev/termination-log',
				terminationMessagePolicy: 'File',
			},
		],
		dnsPolicy: 'ClusterFirst',
		enableServiceLinks: true,
		preemptionPolicy: 'PreemptLowerPriority',
		priority: 0,
		restartPolicy: 'Always',
		schedulerName: 'default-scheduler',
		securityContext: {},
		terminationGracePeriodSeconds: 30,
		tolerations: [
			{effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300},
			{effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 300},
		],
	});
});

test('a generated name is unique and keeps its prefix', () => {
	const {create} = world();
	const manifest = podManifest('', {}, {generateName: `${'long-'.repeat(13)}`});
	const names = [create('Pod', manifest), create('Pod', manifest)].map(({metadata}) => metadata.name);
	expect(new Set(names).size).toBe(2);
	expect(names[0]).toMatch(/^(long-){11}lon[a-z0-9]{5}$/);
});

describe('refusals', () => {
	test.each([
		['Pod', podManifest('Web'), 'Invalid', `Pod "Web" is invalid: metadata.name: Invalid value: "Web": ${SUBDOMAIN}`],
		[
			'Pod',
			podManifest(''),
			'Invalid',
			'Pod "" is invalid: metadata.name: Required value: name or generateName is required',
		],
		['Pod', podManifest('web', {}, {namespace: 'nowhere'}), 'NotFound', 'namespaces "nowhere" not found'],
		[
			'Pod',
			podManifest('vip', {priorityClassName: 'important'}),
			'Forbidden',
			'pods "vip" is forbidden: no PriorityClass with name important was found',
		],
		[
			'Pod',
			podManifest('vip', {priority: 7}),
			'Forbidden',
			'pods "vip" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
		],
		['Pod', podManifest('web', {containers: []}), 'Invalid', 'Pod "web" is invalid: spec.containers: Required value'],
		[
			'Deployment',
			deploymentManifest('web', {replicas: -1, minReadySeconds: -1}),
			'Invalid',
			'Deployment.apps "web" is invalid: [spec.replicas: Invalid value: -1: must be greater than or equal to 0, spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0]',
		],
		[
			'ConfigMap',
			{metadata: {name: 'c', finalizers: ['mine']}},
			'Invalid',
			'ConfigMap "c" is invalid: metadata.finalizers: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
		],
		[
			'ConfigMap',
			{metadata: {name: 'c', annotations: {'a b': ''}}},
			'Invalid',
			"ConfigMap \"c\" is invalid: metadata.annotations: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
		],
		[
			'ConfigMap',
			{metadata: {name: 'c', ownerReferences: [{name: 'x', kind: 'Pod', apiVersion: 'v1', uid: ''}]}},
			'Invalid',
			'ConfigMap "c" is invalid: metadata.ownerReferences.uid: Invalid value: "": must not be empty',
		],
	] as const)('a %s is refused: %j', (kind, manifest, reason, message) => {
		const {create, store} = world();
		const before = store.version;
		expect(() => create(kind, manifest)).toThrow(expect.objectContaining({reason, message}));
		expect(store.version).toBe(before);
	});

	test('a name that is taken', () => {
		const {create} = world();
		create('Deployment', deploymentManifest('web'));
		const message = 'deployments.apps "web" already exists';
		expect(() => create('Deployment', deploymentManifest('web'))).toThrow(
			expect.objectContaining({reason: 'AlreadyExists', message}),
		);
	});

	test('a namespace that is going away', () => {
		const {api, create} = world();
		create('Namespace', {metadata: {name: 'lab'}});
		api.delete('Namespace', undefined, 'lab');
		expect(api.get('Namespace', undefined, 'lab').status.phase).toBe('Terminating');
		expect(() => create('Pod', podManifest('web', {}, {namespace: 'lab'}))).toThrow(
			'pods "web" is forbidden: unable to create new content in namespace lab because it is being terminated',
		);
	});

	test('a second default PriorityClass', () => {
		const {create} = world();
		const priorityClass = (name: string) => ({metadata: {name}, value: 10, globalDefault: true});
		create('PriorityClass', priorityClass('first'));
		expect(() => create('PriorityClass', priorityClass('second'))).toThrow(
			'priorityclasses.scheduling.k8s.io "second" is forbidden: PriorityClass first is already marked as default. Only one default can exist',
		);
	});
});

test('a dry run shows the result and stores nothing', () => {
	const {api, store} = world();
	const before = store.version;
	const pod = api.create<'Pod'>(api.decode('Pod', podManifest('web')), {dryRun: true});
	expect(pod.spec.restartPolicy).toBe('Always');
	expect(store.version).toBe(before);
});

test('a PriorityClass gives its number and policy', () => {
	const {create} = world();
	create('PriorityClass', {metadata: {name: 'important'}, value: 1000, preemptionPolicy: 'Never'});
	const {spec} = create('Pod', podManifest('vip', {priorityClassName: 'important'}));
	expect([spec.priority, spec.preemptionPolicy]).toEqual([1000, 'Never']);
});

test('a claim takes the newest default class, and stays until nobody uses it', () => {
	const {create, clock} = world();
	const annotations = {'storageclass.kubernetes.io/is-default-class': 'true'};
	create('StorageClass', {metadata: {name: 'old', annotations}, provisioner: 'example.com/a'});
	clock.moveTo(clock.now() + 60_000);
	create('StorageClass', {metadata: {name: 'new', annotations}, provisioner: 'example.com/a'});
	const claim = (name: string, spec: object) => ({
		metadata: {name, namespace: 'default'},
		spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}, ...spec},
	});
	const {spec, metadata} = create('PersistentVolumeClaim', claim('a', {}));
	expect([spec.storageClassName, metadata.finalizers]).toEqual(['new', ['kubernetes.io/pvc-protection']]);
	expect(create('PersistentVolumeClaim', claim('b', {storageClassName: ''})).spec.storageClassName).toBe('');
});

test('Pods of one template share one spec in memory, until priorities change', () => {
	const {api, create} = world();
	const deployment = create('Deployment', deploymentManifest('web'));
	const next = () => api.create(podFromTemplate(deployment, deployment.spec.template));
	const [first, second] = [next(), next()];
	expect(second.spec).toBe(first.spec);
	expect(second.status).not.toBe(first.status);
	expect(second.metadata.labels).toEqual({app: 'web'});
	create('PriorityClass', {metadata: {name: 'all'}, value: 5, globalDefault: true});
	expect(next().spec.priority).toBe(5);
	expect(deployment.spec.template.spec?.priority).toBeUndefined();
});
