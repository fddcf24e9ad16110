import type {Cluster} from '../../../../src/cluster/cluster.ts';
import {allKinds} from '../../../../src/cluster/kinds.ts';
import {type Deployment, type Job, type KubeObject, keyOf, type Pod} from '../../../../src/cluster/objects.ts';
import type {Change} from '../../../../src/cluster/store.ts';
import {nameOf, type Verdict} from '../watched-cluster.ts';

/** What holds for every cluster whenever its controllers have come to rest, whatever was done to it. */
export function judgeRest({store}: Cluster): Verdict {
	const pods = store.list('Pod');
	return (
		judgeOwners(allKinds().flatMap(({kind}): KubeObject[] => store.list(kind))) ??
		first(store.list('Deployment'), each => judgeSurge(each, podsOf(store, each))) ??
		first(store.list('StatefulSet'), ({metadata}) =>
			first(store.ownedBy('Pod', metadata.uid), pod =>
				new RegExp(`^${metadata.name}-\\d+$`).test(pod.metadata.name) ? undefined : `${nameOf(pod)} is no ordinal`,
			),
		) ??
		first(store.list('DaemonSet'), ({metadata}) => judgePlaces(store, store.ownedBy('Pod', metadata.uid))) ??
		first(store.list('Job'), job => judgeJob(job, store.ownedBy('Pod', job.metadata.uid))) ??
		first(store.list('CronJob'), ({metadata}) => {
			const active = store.ownedBy('Job', metadata.uid).filter(job => !job.metadata.deletionTimestamp && !isOver(job));
			return active.length > 1 ? `CronJob ${metadata.name} forbids, and has ${active.length} active Jobs` : undefined;
		}) ??
		judgeServices(store, pods) ??
		judgeNodes(store, pods) ??
		judgeVolumes(store)
	);
}

/** What holds at every single change. */
export function judgeChange({type, object, previous}: Change): Verdict {
	if (type === 'DELETED' && object.kind === 'PersistentVolumeClaim') return 'a claim is lost';
	const uids = object.metadata.ownerReferences?.filter(({controller}) => controller) ?? [];
	if (uids.length > 1) return 'two controllers';
	if (previous && type === 'MODIFIED' && previous.metadata.uid !== object.metadata.uid) return 'another uid';
	if (object.kind !== 'Pod' || previous?.kind !== 'Pod') return undefined;
	const [before, after] = [previous.spec.nodeName, object.spec.nodeName];
	if (before && before !== after) return `moved from ${before} to ${after}`;
	const wasOver = isFinished(previous);
	return wasOver && previous.status.phase !== object.status.phase
		? `came back from ${previous.status.phase}`
		: undefined;
}

/** What holds once all was set right and time has passed. */
export function judgeEnd({store}: Cluster): Verdict {
	const nodes = store.list('Node').filter(({metadata}) => metadata.name !== 'control-plane').length;
	return (
		first(store.list('Deployment'), each =>
			judgeComplete(each, each.spec.replicas ?? 1, each.status.availableReplicas),
		) ??
		first(store.list('StatefulSet'), each => judgeComplete(each, each.spec.replicas ?? 1, each.status.readyReplicas)) ??
		first(store.list('DaemonSet'), each => judgeComplete(each, nodes, each.status.numberReady)) ??
		first(store.list('Job'), job => (isOver(job) ? undefined : `${nameOf(job)} never ends`)) ??
		first(store.list('Pod'), pod => (pod.metadata.deletionTimestamp ? `${nameOf(pod)} never goes` : undefined))
	);
}

export function first<T>(items: readonly T[], judge: (item: T) => Verdict): Verdict {
	for (const item of items) {
		const verdict = judge(item);
		if (verdict !== undefined) return verdict;
	}
	return undefined;
}

export function podsOf(store: Cluster['store'], {metadata}: Deployment): Pod[] {
	return store.ownedBy('ReplicaSet', metadata.uid).flatMap(each => store.ownedBy('Pod', each.metadata.uid));
}

export function isActive(pod: Pod): boolean {
	return !pod.metadata.deletionTimestamp && !isFinished(pod);
}

export function isReady({status}: Pod): boolean {
	return status.conditions?.some(({type, status: value}) => type === 'Ready' && value === 'True') ?? false;
}

function isFinished({status}: Pod): boolean {
	return status.phase === 'Succeeded' || status.phase === 'Failed';
}

function isOver({status}: Job): boolean {
	return status.conditions?.some(({type}) => type === 'Complete' || type === 'Failed') ?? false;
}

function judgeOwners(objects: readonly KubeObject[]): Verdict {
	const uids = new Set(objects.map(({metadata}) => metadata.uid));
	return first(objects, object => {
		const {ownerReferences = [], deletionTimestamp} = object.metadata;
		const isLost = ownerReferences.length > 0 && !deletionTimestamp && !ownerReferences.some(({uid}) => uids.has(uid));
		return isLost ? `${nameOf(object)} has lost its owner` : undefined;
	});
}

function judgeSurge(deployment: Deployment, pods: readonly Pod[]): Verdict {
	const {replicas = 1, strategy} = deployment.spec;
	const most = replicas + Number(strategy?.rollingUpdate?.maxSurge ?? 0);
	const active = pods.filter(isActive).length;
	return active > most ? `${nameOf(deployment)} has ${active} Pods, at most ${most} allowed` : undefined;
}

// Pods of a node that was removed linger until they are collected.
function judgePlaces(store: Cluster['store'], pods: readonly Pod[]): Verdict {
	const places = pods
		.filter(isActive)
		.flatMap(({spec}) => spec.nodeName ?? [])
		.filter(name => store.get('Node', name));
	const twice = places.find((place, index) => places.indexOf(place) !== index);
	return twice && `a DaemonSet has two Pods on ${twice}`;
}

function judgeJob(job: Job, pods: readonly Pod[]): Verdict {
	const {parallelism = 1, completions = 1, suspend} = job.spec;
	const active = pods.filter(isActive).length;
	if (job.metadata.deletionTimestamp) return undefined;
	if (suspend || isOver(job)) return active > 0 ? `${nameOf(job)} is over or suspended, ${active} Pods run` : undefined;
	if (active > parallelism) return `${nameOf(job)}: ${active} active Pods, parallelism ${parallelism}`;
	const {succeeded = 0} = job.status;
	return active + succeeded > completions ? `${nameOf(job)}: ${active} + ${succeeded} of ${completions}` : undefined;
}

function judgeServices(store: Cluster['store'], pods: readonly Pod[]): Verdict {
	return first(store.list('Service', 'default'), ({metadata, spec}) => {
		if (!spec.selector) return undefined;
		const selected = pods.filter(pod =>
			Object.entries(spec.selector!).every(([key, value]) => pod.metadata.labels?.[key] === value),
		);
		const wanted = selected.filter(pod => isActive(pod) && isReady(pod) && pod.status.podIP);
		const slices = store.withLabel('EndpointSlice', 'default', 'kubernetes.io/service-name', metadata.name);
		const ready = slices.flatMap(({endpoints = []}) => endpoints.filter(({conditions}) => conditions?.ready));
		const [have, want] = [ready.flatMap(({addresses}) => addresses), wanted.map(({status}) => status.podIP)];
		return have.sort().join() === want.sort().join()
			? undefined
			: `Service ${metadata.name} has ${have}, wants ${want}`;
	});
}

function judgeNodes(store: Cluster['store'], pods: readonly Pod[]): Verdict {
	const used = new Map<string, string>();
	const twin = first(
		pods.filter(pod => !isFinished(pod)),
		({metadata, status}) => {
			const other = status.podIP && used.get(status.podIP);
			if (status.podIP) used.set(status.podIP, metadata.name);
			return other && `${metadata.name} and ${other} have one address`;
		},
	);
	return (
		twin ??
		first(store.list('Node'), ({metadata, status}) => {
			const requests = store
				.onNode(metadata.name)
				.filter(pod => !isFinished(pod))
				.flatMap(({spec}) => spec.containers);
			const milli = requests.reduce((sum, {resources}) => sum + (resources?.requests?.cpu ? 500 : 0), 0);
			return milli > Number(status.allocatable?.cpu) * 1000 ? `${metadata.name} has given away ${milli}m` : undefined;
		})
	);
}

function judgeVolumes(store: Cluster['store']): Verdict {
	return first(store.list('PersistentVolumeClaim'), claim => {
		if (claim.status.phase !== 'Bound') return undefined;
		const reference = store.get('PersistentVolume', claim.spec.volumeName ?? '')?.spec.claimRef;
		return reference?.uid === claim.metadata.uid ? undefined : `${keyOf(claim)} is bound to nothing`;
	});
}

function judgeComplete(object: KubeObject, wanted: number, have = 0): Verdict {
	return have === wanted ? undefined : `${nameOf(object)} has ${have} of ${wanted} at the end`;
}
