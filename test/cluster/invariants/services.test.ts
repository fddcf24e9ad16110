import fc from 'fast-check';
import {test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Pod, Service} from '../../../src/cluster/objects.ts';
import {tries, type Verdict, WatchedCluster} from './watched-cluster.ts';

const APPS = ['web', 'api'];
const TIERS = ['front', 'back'];
// Becomes ready after a while, loses that again, and some end.
const LIVES = [
	'touch /tmp/ready; sleep 10000',
	'sleep 5; touch /tmp/ready; sleep 20; rm /tmp/ready; sleep 30; touch /tmp/ready; sleep 10000',
	'touch /tmp/ready; sleep 25; exit 1',
	'touch /tmp/ready; sleep 40',
];

type Step =
	| {
			readonly do: 'pod';
			readonly name: string;
			readonly labels: Labels;
			readonly life: string;
			readonly isRestarted: boolean;
	  }
	| {readonly do: 'service'; readonly name: string; readonly spec: {readonly [key: string]: Json}}
	| {readonly do: 'select'; readonly name: string; readonly selector: Labels}
	| {readonly do: 'label'; readonly name: string; readonly labels: Labels}
	| {readonly do: 'publish'; readonly name: string; readonly isOn: boolean}
	| {readonly do: 'delete'; readonly kind: 'Pod' | 'Service'; readonly name: string}
	| {readonly do: 'fail'; readonly node: string}
	| {readonly do: 'heal'; readonly node: string}
	| {readonly do: 'wait'; readonly seconds: number};
type Labels = Readonly<Record<string, string>>;

const labels: fc.Arbitrary<Labels> = fc.oneof(
	fc.record({app: fc.constantFrom(...APPS)}),
	fc.record({app: fc.constantFrom(...APPS), tier: fc.constantFrom(...TIERS)}),
);
const podName = fc.constantFrom('a', 'b', 'c', 'd');
const serviceName = fc.constantFrom('one', 'two');
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{
			weight: 3,
			arbitrary: fc.record({
				do: fc.constant('pod' as const),
				name: podName,
				labels,
				life: fc.constantFrom(...LIVES),
				isRestarted: fc.boolean(),
			}),
		},
		fc.record({
			do: fc.constant('service' as const),
			name: serviceName,
			spec: fc.record({
				selector: labels,
				clusterIP: fc.constantFrom<Json>('', 'None'),
				publishNotReadyAddresses: fc.boolean(),
			}),
		}),
		fc.record({do: fc.constant('select' as const), name: serviceName, selector: labels}),
		fc.record({do: fc.constant('label' as const), name: podName, labels}),
		fc.record({do: fc.constant('publish' as const), name: serviceName, isOn: fc.boolean()}),
		fc.record({do: fc.constant('delete' as const), kind: fc.constant('Pod' as const), name: podName}),
		fc.record({do: fc.constant('delete' as const), kind: fc.constant('Service' as const), name: serviceName}),
		fc.record({do: fc.constant('fail' as const), node: fc.constant('worker-1')}),
		fc.record({do: fc.constant('heal' as const), node: fc.constant('worker-1')}),
		fc.record({do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 7, 30, 70)}),
	),
	{minLength: 4, maxLength: 16},
);

test('the endpoints of a Service are its ready Pods, whenever the cluster has come to rest', () => {
	fc.assert(
		fc.property(steps, script => {
			const watched = new WatchedCluster();
			watched.whenSettled(() => judgeServices(watched) ?? judgeAddresses(watched));
			for (const name of ['one', 'two']) take(watched, {do: 'service', name, spec: {selector: {app: 'web'}}});
			for (const step of script) take(watched, step);
			watched.advance(150);
			watched.expectSound();
		}),
		tries(90),
	);
});

function take(watched: WatchedCluster, step: Step): void {
	const {cluster} = watched;
	if (step.do === 'wait') watched.advance(step.seconds);
	else if (step.do === 'pod') watched.create('Pod', step.name, {spec: podSpec(step)}, {labels: step.labels});
	else if (step.do === 'service') {
		watched.create('Service', step.name, {spec: {ports: [{port: 80}], ...step.spec}}, {labels: {of: step.name}});
	} else if (step.do === 'select') {
		const selector = {app: null, tier: null, ...step.selector};
		watched.patch('Service', step.name, {spec: {selector}}, 'merge');
	} else if (step.do === 'label') {
		watched.patch('Pod', step.name, {metadata: {labels: {app: null, tier: null, ...step.labels}}}, 'merge');
	} else if (step.do === 'publish') watched.patch('Service', step.name, {spec: {publishNotReadyAddresses: step.isOn}});
	else if (step.do === 'delete') watched.act(() => cluster.api.delete(step.kind, 'default', step.name));
	else watched.act(() => cluster.machines[step.do](step.node));
	watched.advance(1);
}

function podSpec({life, isRestarted}: {life: string; isRestarted: boolean}): {[key: string]: Json} {
	const command = ['sh', '-c', life];
	const readinessProbe = {exec: {command: ['cat', '/tmp/ready']}, periodSeconds: 2, failureThreshold: 1};
	return {
		restartPolicy: isRestarted ? 'Always' : 'Never',
		terminationGracePeriodSeconds: 8,
		containers: [{name: 'app', image: 'busybox:1.36', command, readinessProbe}],
	};
}

function judgeServices(watched: WatchedCluster): Verdict {
	const {store} = watched.cluster;
	for (const service of store.list('Service', 'default')) {
		const {name} = service.metadata;
		if (!service.spec.selector) continue;
		const wanted = addressesOf(watched.pods().filter(pod => isEndpoint(pod, service)));
		const slices = store.list('EndpointSlice', 'default');
		const inSlices = slices
			.filter(({metadata}) => metadata.labels?.['kubernetes.io/service-name'] === name)
			.flatMap(({endpoints = []}) => endpoints.filter(({conditions}) => conditions?.ready))
			.flatMap(({addresses}) => addresses);
		if (inSlices.sort().join() !== wanted) return `the slices of ${name} have ${inSlices}, its ready Pods ${wanted}`;
		const {subsets = []} = store.get('Endpoints', `default/${name}`) ?? {};
		const inEndpoints = subsets.flatMap(({addresses = []}) => addresses.map(({ip}) => ip));
		if (inEndpoints.sort().join() !== wanted)
			return `the Endpoints of ${name} have ${inEndpoints}, its ready Pods ${wanted}`;
	}
	const lost = store
		.list('Endpoints', 'default')
		.find(({metadata}) => metadata.name !== 'kubernetes' && !watched.get('Service', metadata.name));
	return lost && `the Endpoints ${lost.metadata.name} have no Service`;
}

// No two Pods that live have one address.
function judgeAddresses(watched: WatchedCluster): Verdict {
	const used = new Map<string, string>();
	for (const {metadata, status} of watched.pods()) {
		if (!status.podIP || status.phase === 'Succeeded' || status.phase === 'Failed') continue;
		const other = used.get(status.podIP);
		if (other) return `${metadata.name} and ${other} both have ${status.podIP}`;
		used.set(status.podIP, metadata.name);
	}
	return undefined;
}

function isEndpoint({metadata, status}: Pod, {spec}: Service): boolean {
	const isSelected = Object.entries(spec.selector ?? {}).every(([key, value]) => metadata.labels?.[key] === value);
	const isOver = status.phase === 'Succeeded' || status.phase === 'Failed';
	if (!isSelected || isOver || !status.podIP) return false;
	const isReady = status.conditions?.some(condition => condition.type === 'Ready' && condition.status === 'True');
	return spec.publishNotReadyAddresses === true || (isReady === true && !metadata.deletionTimestamp);
}

function addressesOf(pods: readonly Pod[]): string {
	return pods
		.map(({status}) => status.podIP)
		.sort()
		.join();
}
