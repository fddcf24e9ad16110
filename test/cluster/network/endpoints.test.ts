import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {kindOf} from '../../../src/cluster/kinds.ts';
import {endpointSliceController} from '../../../src/cluster/network/endpoint-slice-controller.ts';
import {endpointsController} from '../../../src/cluster/network/endpoints-controller.ts';
import {keyOf, type Pod} from '../../../src/cluster/objects.ts';
import {World} from '../workloads/world.ts';

function world(): World {
	return new World([endpointSliceController, endpointsController]);
}

let lastIp = 0;

function addPod(made: World, name: string, labels: object, spec: object = {}): Pod {
	const containers = [{name: 'app', image: 'nginx', ports: [{name: 'http', containerPort: 8080}]}];
	const pod = made.create('Pod', name, {nodeName: 'worker-1', containers, ...spec}, {labels});
	made.setPhase(pod, 'Running', true, {podIP: `10.244.1.${++lastIp}`});
	return made.store.get('Pod', keyOf(pod))!;
}

function slices(made: World, service: string): string[] {
	return made.store
		.withLabel('EndpointSlice', 'default', 'kubernetes.io/service-name', service)
		.flatMap(({endpoints, ports}) =>
			(endpoints ?? []).map(({targetRef, conditions}) => {
				const flags = ['ready', 'serving', 'terminating'].filter(flag => conditions?.[flag as 'ready']);
				return `${targetRef?.name}:${(ports ?? []).map(({port}) => port).join('+')} ${flags.join(' ')}`;
			}),
		);
}

function table(made: World, kind: 'Endpoints' | 'EndpointSlice'): string[] {
	const context = {store: made.store, now: () => made.clock.now()};
	const {columns} = kindOf(kind);
	return made.store.list(kind).map(object => {
		const cells = columns.slice(1, -1).map(({cell}) => cell(object as never, context));
		return cells.join(' ').replace(/10\.244\.1\.\d+/g, '<ip>');
	});
}

const WEB = {selector: {app: 'web'}, ports: [{port: 80, targetPort: 'http'}]};

describe('endpoints', () => {
	it('follow readiness, labels and the end of Pods', () => {
		const made = world();
		made.create('Service', 'web', WEB);
		made.settle();
		expect(table(made, 'EndpointSlice')).toEqual(['IPv4 <unset> <unset>']);
		expect(table(made, 'Endpoints')).toEqual(['<none>']);
		const [name] = made.store.list('EndpointSlice').map(({metadata}) => metadata.name);
		expect(name).toMatch(/^web-[a-z0-9]{5}$/);

		const pod = addPod(made, 'a', {app: 'web'});
		addPod(made, 'b', {app: 'other'});
		made.settle();
		expect(slices(made, 'web')).toEqual(['a:8080 ready serving']);
		expect(table(made, 'Endpoints')).toEqual(['<ip>:8080']);
		expect(made.store.list('EndpointSlice').map(({metadata}) => metadata.name)).toEqual([name]);

		made.setPhase(pod, 'Running', false, {});
		made.settle();
		expect(slices(made, 'web')).toEqual(['a:8080 ']);
		expect(table(made, 'Endpoints')).toEqual(['']);

		made.change('Service', 'web', {publishNotReadyAddresses: true});
		made.settle();
		expect(slices(made, 'web')).toEqual(['a:8080 ready']);
		expect(table(made, 'Endpoints')).toEqual(['<ip>:8080']);

		made.change('Service', 'web', {publishNotReadyAddresses: false});
		made.ready(pod);
		made.deletePod('a');
		made.settle();
		expect(slices(made, 'web')).toEqual(['a:8080 serving terminating']);
		expect(table(made, 'Endpoints')).toEqual(['<none>']);
		made.reap();
		made.settle();
		expect(slices(made, 'web')).toEqual([]);
	});

	it('leave out ports that a Pod does not have, and need none for a headless Service', () => {
		const made = world();
		made.create('Service', 'web', {
			selector: {app: 'web'},
			ports: [
				{name: 'a', port: 80, targetPort: 'http'},
				{name: 'b', port: 81, targetPort: 'nope'},
			],
		});
		made.create('Service', 'bare', {selector: {app: 'web'}, clusterIP: 'None'});
		addPod(made, 'a', {app: 'web'}, {hostname: 'a', subdomain: 'bare'});
		made.settle();
		expect(slices(made, 'web')).toEqual(['a:8080 ready serving']);
		expect(slices(made, 'bare')).toEqual(['a: ready serving']);
		expect(table(made, 'Endpoints')).toEqual(['<ip>', '<ip>:8080'].sort((a, b) => b.length - a.length));
		const [endpoint] = made.store.withLabel('EndpointSlice', 'default', 'kubernetes.io/service-name', 'bare')[0]!
			.endpoints!;
		expect(endpoint?.hostname).toBe('a');
	});

	it('come back when somebody deletes them, and go with their Service', () => {
		const made = world();
		made.create('Service', 'web', WEB);
		made.settle();
		const [slice] = made.store.list('EndpointSlice');
		made.api.delete('EndpointSlice', 'default', slice!.metadata.name);
		made.api.delete('Endpoints', 'default', 'web');
		made.settle();
		expect(made.store.count('EndpointSlice')).toBe(1);
		expect(made.store.count('Endpoints')).toBe(1);
		made.api.delete('Service', 'default', 'web');
		made.settle();
		expect(made.store.count('EndpointSlice')).toBe(0);
		expect(made.store.count('Endpoints')).toBe(0);
	});

	it('show the first three of many', () => {
		const made = world();
		made.create('Service', 'web', WEB);
		for (const name of ['a', 'b', 'c', 'd', 'e']) addPod(made, name, {app: 'web'});
		made.settle();
		expect(table(made, 'Endpoints')).toEqual(['<ip>:8080,<ip>:8080,<ip>:8080 + 2 more...']);
		expect(table(made, 'EndpointSlice')).toEqual(['IPv4 8080 <ip>,<ip>,<ip> + 2 more...']);
	});

	it('are always the ready Pods that the selector matches', () => {
		const action = fc.record({
			pod: fc.integer({min: 0, max: 4}),
			what: fc.constantFrom('create', 'ready', 'unready', 'relabel', 'delete', 'reap', 'reselect'),
		});
		fc.assert(
			fc.property(fc.array(action, {maxLength: 40}), actions => {
				const made = world();
				made.create('Service', 'web', WEB);
				for (const {pod, what} of actions) act(made, `p-${pod}`, what);
				made.settle();
				const app = made.get('Service', 'web').spec.selector?.app;
				const wanted = made
					.pods()
					.filter(({metadata, status}) => {
						const ready = status.conditions?.some(one => one.type === 'Ready' && one.status === 'True');
						return metadata.labels?.app === app && ready && !metadata.deletionTimestamp;
					})
					.map(({metadata}) => `${metadata.name}:8080 ready serving`);
				expect(
					slices(made, 'web')
						.filter(line => line.includes(' ready'))
						.sort(),
				).toEqual(wanted.sort());
			}),
			{numRuns: 60},
		);
	});
});

function act(made: World, name: string, what: string): void {
	const pod = made.store.get('Pod', `default/${name}`);
	if (what === 'create' && !pod) addPod(made, name, {app: 'web'});
	else if (what === 'reap') made.reap();
	else if (what === 'reselect') {
		const app = made.get('Service', 'web').spec.selector?.app === 'web' ? 'shop' : 'web';
		made.change('Service', 'web', {selector: {app}});
	} else if (pod) {
		if (what === 'delete') made.deletePod(name);
		if (what === 'relabel') {
			const app = pod.metadata.labels?.app === 'web' ? 'shop' : 'web';
			made.api.update<'Pod'>({...pod, metadata: {...pod.metadata, labels: {app}}});
		}
		if (what === 'ready' || what === 'unready') made.setPhase(pod, 'Running', what === 'ready', {});
	}
	if (name === 'p-0') made.settle();
}
