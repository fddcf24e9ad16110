import {expect, test} from 'vitest';
import {endpointSliceController} from '../../../src/cluster/network/endpoint-slice-controller.ts';
import {endpointsController} from '../../../src/cluster/network/endpoints-controller.ts';
import type {EndpointSlice} from '../../../src/cluster/objects.ts';
import {World} from '../workloads/world.ts';

/** A Service over ready Pods `p-0`, `p-1`, … */
function start(count: number): World {
	const made = new World([endpointSliceController, endpointsController]);
	for (let index = 0; index < count; index++) addPod(made, index);
	made.create('Service', 'web', {selector: {app: 'web'}, ports: [{port: 80, targetPort: 'http'}]});
	made.settle();
	return made;
}

function addPod(made: World, index: number, port = 8080, app = 'web'): void {
	const containers = [{name: 'app', image: 'nginx', ports: [{name: 'http', containerPort: port}]}];
	const pod = made.create('Pod', `p-${index}`, {nodeName: 'worker-1', containers}, {labels: {app}});
	made.setPhase(pod, 'Running', true, {podIP: `10.244.${index >> 8}.${index & 255}`});
}

function remove(made: World, index: number): void {
	made.deletePod(`p-${index}`);
	made.reap();
}

const slices = ({store}: World): EndpointSlice[] =>
	store.withLabel('EndpointSlice', 'default', 'kubernetes.io/service-name', 'web');
const sizes = (made: World) => slices(made).map(({endpoints}) => endpoints?.length ?? 0);
const members = (made: World) =>
	slices(made).flatMap(({endpoints, ports}) =>
		(endpoints ?? []).map(({targetRef}) => `${targetRef?.name}:${ports?.[0]?.port}`),
	);

/** Names of the slices that an action writes. */
function written(made: World, action: () => void): string[] {
	const names: string[] = [];
	const stop = made.store.watch('EndpointSlice', ({type, object}) => names.push(`${type} ${object.metadata.name}`));
	action();
	made.settle();
	stop();
	return names;
}

test('a hundred endpoints fill a slice', () => {
	expect(sizes(start(250))).toEqual([100, 100, 50]);
});

test('a Pod that is replaced touches the slice that it leaves, and its successor goes where room is', () => {
	const made = start(250);
	const [first, , last] = slices(made).map(({metadata}) => metadata.name);
	expect(written(made, () => remove(made, 7))).toEqual([`MODIFIED ${first}`]);
	expect(sizes(made)).toEqual([99, 100, 50]);
	expect(written(made, () => addPod(made, 300))).toEqual([`MODIFIED ${first}`]);
	expect(sizes(made)).toEqual([100, 100, 50]);
	expect(written(made, () => addPod(made, 301))).toEqual([`MODIFIED ${last}`]);
	expect(written(made, () => addPod(made, 999, 8080, 'other'))).toEqual([]);
	expect(new Set(members(made)).size).toBe(251);
});

test('Pods with other numbers for the ports have slices of their own, and an empty slice goes', () => {
	const made = start(3);
	addPod(made, 3, 9090);
	made.settle();
	expect(members(made)).toEqual(['p-0:8080', 'p-1:8080', 'p-2:8080', 'p-3:9090']);
	expect(sizes(made)).toEqual([3, 1]);
	remove(made, 3);
	made.settle();
	expect(sizes(made)).toEqual([3]);
	for (const index of [0, 1, 2]) remove(made, index);
	made.settle();
	expect(slices(made).map(({ports, endpoints}) => [ports, endpoints])).toEqual([[[], []]]);
});

test('a slice that somebody changed or deleted is mended, and the others stay', () => {
	const made = start(150);
	const [first, second] = slices(made);
	made.api.update<'EndpointSlice'>({...first!, endpoints: first!.endpoints!.slice(10)});
	made.settle();
	expect(new Set(members(made)).size).toBe(150);
	const change = written(made, () => made.api.delete('EndpointSlice', 'default', second!.metadata.name));
	expect(change[0]).toBe(`DELETED ${second!.metadata.name}`);
	expect(change).toHaveLength(2);
	expect(new Set(members(made)).size).toBe(150);
});

test('Endpoints hold a thousand addresses and say so', () => {
	const made = start(1005);
	const get = () => made.get('Endpoints', 'web');
	const addresses = () => get().subsets!.flatMap(({addresses = []}) => addresses.map(({targetRef}) => targetRef!.name));
	expect(addresses()).toHaveLength(1000);
	expect(get().metadata.annotations!['endpoints.kubernetes.io/over-capacity']).toBe('truncated');
	const before = get();
	remove(made, 1003);
	made.settle();
	expect(get()).toBe(before);
	remove(made, 0);
	made.settle();
	expect(addresses().at(-1)).toBe('p-1000');
	for (const index of [1, 2, 3]) remove(made, index);
	made.settle();
	expect(addresses()).toHaveLength(1000);
	expect(get().metadata.annotations!['endpoints.kubernetes.io/over-capacity']).toBeUndefined();
});
