import {describe, expect, it} from 'vitest';
import {kindOf} from '../../../src/cluster/kinds.ts';
import type {Kind, Objects} from '../../../src/cluster/objects.ts';
import {world} from '../api-server/world.ts';

/** What a table shows of an object, wide columns included. */
function row<K extends Kind>(kind: K, object: Objects[K], nowMs: number): Record<string, string | number> {
	const {store} = world();
	const context = {store, now: () => nowMs};
	return Object.fromEntries(kindOf(kind).columns.map(({name, cell}) => [name, cell(object, context)]));
}

describe('the small kinds', () => {
	it('stores the text of a Secret encoded', () => {
		const {create, clock} = world();
		const secret = create('Secret', {
			metadata: {name: 's'},
			stringData: {user: 'jürgen', key: 'x'},
			data: {key: 'b2xk'},
		});
		expect(secret.data).toEqual({user: 'asO8cmdlbg==', key: 'eA=='});
		expect(secret.stringData).toBeUndefined();
		expect(row('Secret', secret, clock.now())).toEqual({Name: 's', Type: 'Opaque', Data: 2, Age: '0s'});
	});

	it.each([
		[{type: 'kubernetes.io/tls'}, 'data[tls.crt]: Required value'],
		[{type: 'kubernetes.io/basic-auth', stringData: {}}, 'data[username]: Required value'],
		[
			{stringData: {'a b': ''}},
			'data[a b]: Invalid value: "a b": a valid config key must consist of alphanumeric characters',
		],
	])('refuses the Secret %j', (body, text) => {
		expect(() => world().create('Secret', {metadata: {name: 's'}, ...body})).toThrow(text);
	});

	it('keeps an immutable ConfigMap as it is', () => {
		const {create, api} = world();
		const configMap = create('ConfigMap', {metadata: {name: 'c'}, data: {a: '1'}, immutable: true});
		expect(() => api.update<'ConfigMap'>({...configMap, immutable: false, data: {a: '2'}})).toThrow(
			'[immutable: Forbidden: field is immutable when `immutable` is set, data: Forbidden: field is immutable when `immutable` is set]',
		);
	});

	it('names a namespace in its labels and gives it back when the label was changed', () => {
		const {create, api, clock} = world();
		const namespace = create('Namespace', {metadata: {name: 'team', labels: {a: 'b'}}});
		expect(namespace.metadata.labels).toEqual({a: 'b', 'kubernetes.io/metadata.name': 'team'});
		expect(namespace.spec.finalizers).toEqual(['kubernetes']);
		const changed = api.update<'Namespace'>({...namespace, spec: {finalizers: []}});
		expect(changed.spec.finalizers).toEqual(['kubernetes']);
		expect(row('Namespace', namespace, clock.now())).toEqual({Name: 'team', Status: 'Active', Age: '0s'});
	});

	it('shows nodes with roles and addresses', () => {
		const node = {
			metadata: {
				name: 'n',
				creationTimestamp: '2026-01-01T00:00:00Z',
				labels: {'node-role.kubernetes.io/b': '', 'node-role.kubernetes.io/a': ''},
			},
			spec: {unschedulable: true},
			status: {
				conditions: [{type: 'Ready', status: 'Unknown'}],
				addresses: [{type: 'InternalIP', address: '172.18.0.2'}],
				nodeInfo: {kubeletVersion: 'v1.34.9'},
			},
		} as unknown as Objects['Node'];
		expect(Object.values(row('Node', node, Date.UTC(2026, 0, 1, 1)))).toEqual([
			'n',
			'NotReady,SchedulingDisabled',
			'a,b',
			'60m',
			'v1.34.9',
			'172.18.0.2',
			'<none>',
			'<unknown>',
			'<unknown>',
			'<unknown>',
		]);
	});

	it('refuses taints that clash', () => {
		const taints: {[key: string]: string}[] = [
			{key: 'a', value: 'x', effect: 'NoSchedule'},
			{key: 'a', value: 'y', effect: 'NoSchedule'},
			{key: 'b', effect: 'Never'},
		];
		expect(() => world().create('Node', {metadata: {name: 'n'}, spec: {taints}})).toThrow(
			'metadata.taints[1]: Duplicate value: {"Key":"a","Value":"y","Effect":"NoSchedule","TimeAdded":null}: taints must be unique by key and effect pair, metadata.taints[2].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
		);
	});

	it('shows events', () => {
		const event = {
			metadata: {name: 'web.1'},
			involvedObject: {kind: 'Pod', name: 'web', fieldPath: 'spec.containers{a}'},
			type: 'Normal',
			reason: 'Pulled',
			message: ' done\n',
			count: 3,
			source: {component: 'kubelet', host: 'worker-1'},
			firstTimestamp: '2026-01-01T00:00:00Z',
			lastTimestamp: '2026-01-01T00:00:30Z',
		} as unknown as Objects['Event'];
		expect(Object.values(row('Event', event, Date.UTC(2026, 0, 1, 0, 1)))).toEqual([
			'30s',
			'Normal',
			'Pulled',
			'pod/web',
			'spec.containers{a}',
			'kubelet, worker-1',
			'done',
			'60s',
			3,
			'web.1',
		]);
	});

	it.each([
		[
			{metadata: {name: 'high'}, value: 2_000_000_000},
			'value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
		],
		[
			{metadata: {name: 'system-mine'}, value: 1},
			"metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-mine is not a known system priority class",
		],
		[
			{metadata: {name: 'p'}, value: 1, preemptionPolicy: 'Always'},
			'preemptionPolicy: Unsupported value: "Always": supported values: "PreemptLowerPriority", "Never"',
		],
	])('refuses the PriorityClass %j', (manifest, text) => {
		expect(() => world().create('PriorityClass', manifest)).toThrow(text);
	});
});
