import {expect, test} from 'vitest';
import type {Json, Patch} from '../../../src/cluster/api.ts';
import {deploymentManifest, podManifest, world} from './world.ts';

function withDeployment() {
	const all = world();
	return {...all, deployment: all.create('Deployment', deploymentManifest('web', {replicas: 2}))};
}

test('an outdated object is not written', () => {
	const {api, deployment} = withDeployment();
	api.update({...deployment, spec: {...deployment.spec, replicas: 3}});
	expect(() => api.update({...deployment, spec: {...deployment.spec, replicas: 4}})).toThrow(
		expect.objectContaining({
			reason: 'Conflict',
			message:
				'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
		}),
	);
});

test('the generation counts changes of the spec and of a Deployment’s annotations', () => {
	const {api, deployment} = withDeployment();
	const generation = (body: Json) =>
		api.patch('Deployment', 'default', 'web', {type: 'merge', body}).metadata.generation;
	expect(deployment.metadata.generation).toBe(1);
	expect(generation({spec: {replicas: 3}})).toBe(2);
	expect(generation({metadata: {labels: {team: 'red'}}})).toBe(2);
	expect(generation({metadata: {annotations: {note: 'x'}}})).toBe(3);
	expect(generation({metadata: {annotations: {'deployment.kubernetes.io/revision': '1'}}})).toBe(3);
});

test('an update leaves the status alone, and the other way round', () => {
	const {api, deployment} = withDeployment();
	const seen = api.updateStatus<'Deployment'>({
		...deployment,
		spec: {...deployment.spec, replicas: 9},
		status: {replicas: 1},
	});
	expect([seen.spec.replicas, seen.status]).toEqual([2, {replicas: 1}]);
	const updated = api.update<'Deployment'>({...seen, spec: {...seen.spec, replicas: 9}, status: {}});
	expect([updated.spec.replicas, updated.status]).toEqual([9, {replicas: 1}]);
});

test('what changes nothing writes nothing', () => {
	const {api, store, deployment} = withDeployment();
	const before = store.version;
	expect(api.update(structuredClone(deployment))).toBe(deployment);
	expect(api.updateStatus(structuredClone(deployment))).toBe(deployment);
	expect(api.patch('Deployment', 'default', 'web', {type: 'strategic', body: {spec: {replicas: 2}}})).toBe(deployment);
	expect(store.version).toBe(before);
});

test('what the server owns can’t be changed', () => {
	const {api, deployment} = withDeployment();
	const metadata = {...deployment.metadata, creationTimestamp: '2000-01-01T00:00:00Z', generation: 77};
	const changed = api.update({...deployment, metadata: {...metadata, labels: {a: 'b'}}});
	expect(changed.metadata).toMatchObject({creationTimestamp: '2026-01-05T09:00:00Z', generation: 1, labels: {a: 'b'}});
});

test.each<[string, Patch, string, string]>([
	[
		'a wrong type',
		{type: 'strategic', body: {spec: {replicas: 'two'}}},
		'Invalid',
		' "" is invalid: patch: Invalid value: "map[spec:map[replicas:two]]": unrecognized type: int32',
	],
	[
		'a number for a text',
		{type: 'strategic', body: {spec: {template: {spec: {nodeName: 5}}}}},
		'Invalid',
		' "" is invalid: patch: Invalid value: "map[spec:map[template:map[spec:map[nodeName:5]]]]": cannot convert int64 to string',
	],
	[
		'a list for a map',
		{type: 'strategic', body: {spec: {template: {spec: {nodeSelector: ['a']}}}}},
		'Invalid',
		' "" is invalid: patch: Invalid value: "map[spec:map[template:map[spec:map[nodeSelector:[a]]]]]": cannot restore map from slice',
	],
	[
		'a bad value',
		{type: 'merge', body: {spec: {replicas: -1}}},
		'Invalid',
		'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
	],
	[
		'another selector',
		{type: 'strategic', body: {spec: {selector: {matchLabels: {app: 'other'}}}}},
		'Invalid',
		'Deployment.apps "web" is invalid: [spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`, spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable]',
	],
	[
		'another name',
		{type: 'merge', body: {metadata: {name: 'shop'}}},
		'Invalid',
		'Deployment.apps "web" is invalid: metadata.name: Invalid value: "shop": field is immutable',
	],
	[
		'an old resourceVersion',
		{type: 'merge', body: {metadata: {resourceVersion: '1'}}},
		'Conflict',
		'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
	],
	[
		'a list as a whole',
		{type: 'merge', body: []},
		'BadRequest',
		'json: cannot unmarshal array into Go value of type map[string]interface {}',
	],
	[
		'a missing path',
		{type: 'json', body: [{op: 'remove', path: '/spec/nothing'}]},
		'Invalid',
		'the server rejected our request due to an error in our request',
	],
])('a patch with %s is refused', (_, patch, reason, message) => {
	const {api, store} = withDeployment();
	const before = store.version;
	expect(() => api.patch('Deployment', 'default', 'web', patch)).toThrow(expect.objectContaining({reason, message}));
	expect(store.version).toBe(before);
});

test('an unknown field in a patch is a warning, or an error if asked for', () => {
	const {api, deployment} = withDeployment();
	const warnings: string[] = [];
	const patch: Patch = {
		type: 'strategic',
		body: {spec: {replica: 5, template: {spec: {containers: [{name: 'nginx', imag: 'x'}]}}}},
	};
	expect(api.patch('Deployment', 'default', 'web', patch, {warnings})).toBe(deployment);
	expect(warnings).toEqual(['unknown field "spec.replica"', 'unknown field "spec.template.spec.containers[0].imag"']);
	expect(() => api.patch('Deployment', 'default', 'web', patch, {fieldValidation: 'Strict'})).toThrow(
		'strict decoding error: unknown field "spec.replica", unknown field "spec.template.spec.containers[0].imag"',
	);
});

test('an absent object is not found by any verb', () => {
	const {api, deployment} = withDeployment();
	const message = 'deployments.apps "wab" not found';
	const other = {...deployment, metadata: {...deployment.metadata, name: 'wab'}};
	expect(() => api.get('Deployment', 'default', 'wab')).toThrow(message);
	expect(() => api.update(other)).toThrow(message);
	expect(() => api.delete('Deployment', 'default', 'wab')).toThrow(message);
	expect(() => api.patch('Deployment', 'default', 'wab', {type: 'merge', body: {}})).toThrow(message);
});

test('scaling sets the replicas of kinds that can be scaled', () => {
	const {api, create} = withDeployment();
	api.scale('Deployment', 'default', 'web', 5);
	expect(api.get('Deployment', 'default', 'web').spec.replicas).toBe(5);
	expect(() => api.scale('Deployment', 'default', 'web', -1)).toThrow(
		'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
	);
	create('Pod', podManifest('one'));
	expect(() => api.scale('Pod', 'default', 'one', 1)).toThrow('the server could not find the requested resource');
});

test('a Pod is bound once', () => {
	const {api, create} = world();
	create('Pod', podManifest('web'));
	api.bind('default', 'web', 'worker-1');
	const pod = api.get('Pod', 'default', 'web');
	expect([pod.spec.nodeName, pod.metadata.generation]).toEqual(['worker-1', 1]);
	expect(pod.status.conditions).toMatchObject([{type: 'PodScheduled', status: 'True'}]);
	expect(() => api.bind('default', 'web', 'worker-2')).toThrow(
		'Operation cannot be fulfilled on pods "web": pod web is already assigned to node "worker-1"',
	);
});

test('lists are sorted by namespace and name, and filtered by both selectors', () => {
	const {api, create} = world();
	for (const name of ['b', 'c', 'a']) create('Pod', podManifest(name, {}, {labels: {app: name}}));
	create('Pod', podManifest('z', {}, {namespace: 'kube-system', labels: {app: 'a'}}));
	const names = (namespace?: string, options = {}) =>
		api.list('Pod', namespace, options).map(({metadata}) => metadata.name);
	expect(names()).toEqual(['a', 'b', 'c', 'z']);
	expect(names('default')).toEqual(['a', 'b', 'c']);
	expect(names(undefined, {labelSelector: 'app in (a,b)', fieldSelector: 'metadata.namespace=default'})).toEqual([
		'a',
		'b',
	]);
});
