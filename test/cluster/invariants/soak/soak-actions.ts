import type {Json} from '../../../../src/cluster/api.ts';
import type {Kind} from '../../../../src/cluster/objects.ts';
import type {Random} from '../../../../src/cluster/random.ts';
import type {JsonObject, WatchedCluster} from '../watched-cluster.ts';

/** Something that a learner does, or that befalls a cluster. */
export interface Action {
	readonly name: string;
	/** It may make Pods unavailable, so that a Deployment's lower bound begins anew. */
	readonly disrupts: boolean;
	readonly take: (watched: WatchedCluster) => unknown;
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;
const IMAGES = ['nginx:1.25', 'nginx:1.26', 'nginx:1.27', 'nginx:nope'];
const APPS = ['one', 'two'];
const WORKERS = ['worker-1', 'worker-2', 'worker-3'];
const RUNS = ['exit 0', 'sleep 20', 'sleep 5; exit 1', 'exit $((RANDOM % 2))', 'sleep 200'];

/** An action that chance chooses. */
export function nextAction(random: Random): Action {
	const among = <T>(values: readonly T[]): T => values[random.integer(values.length)]!;
	const app = among(APPS);
	const kind = among(WORKLOADS);
	const node = among(WORKERS);
	const replicas = random.integer(6);
	const position = random.integer(20);
	const container = {name: 'app', image: among(IMAGES)};
	const update = {spec: {template: {spec: {containers: [container]}}}};
	const scaled = among(['Deployment', 'StatefulSet'] as const);
	const scheduled = among(['Never', 'OnFailure']);
	const policy = among(['Background', 'Foreground', 'Orphan'] as const);
	const seconds = among([0, 1, 3, 15, 60, 400]);
	const chance = random.next();
	const isOn = chance < 0.5;
	const run = ['sh', '-c', among(RUNS)];

	const action = (name: string, take: Action['take'], disrupts = false): Action => ({name, take, disrupts});
	const disruption = (name: string, take: Action['take']) => action(name, take, true);
	const podAt = (watched: WatchedCluster) => watched.pods()[position]?.metadata.name ?? 'none';
	const choices: readonly (() => Action)[] = [
		() => action(`wait ${seconds}`, watched => watched.advance(seconds)),
		() => action('wait 5', watched => watched.advance(5)),
		() =>
			action(`create ${kind} ${app}`, watched => watched.create(kind, app, {spec: specOf(kind, app, run, scheduled)})),
		() => action(`update ${scaled} ${app}: ${container.image}`, watched => watched.patch(scaled, app, update)),
		() => action(`update DaemonSet ${app}: ${container.image}`, watched => watched.patch('DaemonSet', app, update)),
		() =>
			disruption(`scale ${scaled} ${app} to ${replicas}`, watched => watched.patch(scaled, app, {spec: {replicas}})),
		() => action(`parallelism ${replicas}`, watched => watched.patch('Job', app, {spec: {parallelism: replicas}})),
		() => action(`suspend ${isOn}`, watched => watched.patch(among(['Job', 'CronJob']), app, {spec: {suspend: isOn}})),
		() => action(`pause ${isOn}`, watched => watched.patch('Deployment', app, {spec: {paused: isOn}})),
		() =>
			action(`Service ${app}`, watched =>
				watched.create('Service', app, {spec: {selector: {app}, ports: [{port: 80}]}}),
			),
		() =>
			action(`budget ${app}`, watched =>
				watched.create('PodDisruptionBudget', app, {spec: {minAvailable: replicas, selector: {matchLabels: {app}}}}),
			),
		() =>
			disruption(`delete ${kind} ${app} ${policy}`, ({cluster}) =>
				cluster.api.delete(kind, 'default', app, {propagationPolicy: policy}),
			),
		() => disruption(`delete Service ${app}`, ({cluster}) => cluster.api.delete('Service', 'default', app)),
		() =>
			disruption(`delete Pod ${position}${isOn ? ' by force' : ''}`, watched =>
				watched.cluster.api.delete(
					'Pod',
					'default',
					podAt(watched),
					isOn && chance < 0.1 ? {gracePeriodSeconds: 0} : {},
				),
			),
		() => disruption(`evict ${position}`, watched => watched.cluster.api.evict('default', podAt(watched))),
		() =>
			disruption(`label Pod ${position}`, watched =>
				watched.patch('Pod', podAt(watched), {metadata: {labels: {app: among([...APPS, 'nobody'])}}}, 'merge'),
			),
		() => disruption(`fail ${node}`, ({cluster}) => cluster.machines.fail(node)),
		() => disruption(`heal ${node}`, ({cluster}) => cluster.machines.heal(node)),
		() => disruption(`heal ${node}`, ({cluster}) => cluster.machines.heal(node)),
		() => disruption(`add ${node}`, ({cluster}) => cluster.machines.add({name: node})),
		() => disruption(`remove ${node}`, ({cluster}) => chance < 0.2 && cluster.machines.remove(node)),
		() =>
			disruption(`cordon ${node} ${isOn}`, watched =>
				watched.patch('Node', node, {spec: {unschedulable: isOn}}, 'merge'),
			),
		() =>
			disruption(`taint ${node} ${isOn}`, watched =>
				watched.patch('Node', node, {spec: {taints: isOn ? [TAINT] : []}}, 'merge'),
			),
	];
	return among(choices)();
}

/** Sets right what keeps a cluster from coming to rest as it should: broken nodes, images that don't exist, what is suspended. */
export function setRight(watched: WatchedCluster): void {
	const {cluster} = watched;
	// Volumes are bound to their nodes.
	for (const name of WORKERS) watched.act(() => cluster.machines.add({name}));
	for (const {metadata} of cluster.store.list('Node')) {
		watched.act(() => cluster.machines.heal(metadata.name));
		const isWorker = metadata.name !== 'control-plane';
		watched.patch('Node', metadata.name, {spec: {unschedulable: null, ...(isWorker && {taints: []})}}, 'merge');
	}
	for (const name of APPS) {
		const containers: Json = [{name: 'app', image: 'nginx:1.28'}];
		watched.patch('Deployment', name, {spec: {paused: false}});
		for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'] as const)
			watched.patch(kind, name, {spec: {template: {spec: {containers}}}});
		watched.patch('Job', name, {spec: {suspend: false, parallelism: 2}});
		watched.act(() => cluster.api.delete('CronJob', 'default', name));
	}
	for (const {metadata} of cluster.store.orphans('ReplicaSet', 'default'))
		watched.act(() => cluster.api.delete('ReplicaSet', 'default', metadata.name));
	// A StatefulSet waits for ever for a Pod of a bad template, and for the name of one that it has lost, as a real one does.
	for (const {metadata, status} of watched.pods()) {
		const isInTheWay = status.phase === 'Pending' || !metadata.ownerReferences?.length;
		if (isInTheWay) watched.act(() => cluster.api.delete('Pod', 'default', metadata.name));
	}
}

const TAINT = {key: 'team', value: 'x', effect: 'NoExecute'};

function specOf(kind: Kind, app: string, command: readonly string[], restartPolicy: string): JsonObject {
	const labels = {app, of: kind};
	const pods = (containers: Json, more: JsonObject = {}) => ({
		selector: {matchLabels: labels},
		template: {metadata: {labels}, spec: {terminationGracePeriodSeconds: 4, containers, ...more}},
	});
	const server = pods([{name: 'app', image: 'nginx:1.25', resources: {requests: {cpu: '500m'}}}]);
	const job = {
		backoffLimit: 2,
		completions: 4,
		parallelism: 2,
		template: {
			metadata: {labels},
			spec: {
				restartPolicy,
				terminationGracePeriodSeconds: 4,
				containers: [{name: 'app', image: 'busybox:1.36', command: [...command]}],
			},
		},
	};
	const volumeClaimTemplates = [
		{metadata: {name: 'data'}, spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}},
	];
	switch (kind) {
		case 'Deployment':
			return {replicas: 3, strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}, ...server};
		case 'StatefulSet':
			return {replicas: 2, serviceName: app, ...server, ...(app === 'one' && {volumeClaimTemplates})};
		case 'Job':
			return job;
		case 'CronJob':
			return {schedule: '* * * * *', concurrencyPolicy: 'Forbid', jobTemplate: {spec: job}};
		default:
			return server;
	}
}
