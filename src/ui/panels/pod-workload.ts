import {controllerOf, type Kind, type Pod} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';

/** Where a Pod belongs: the workload at the top of its owners, and what of it tells this Pod from the others. */
export interface PodWorkload {
	readonly kind: Kind;
	readonly namespace: string;
	readonly name: string;
	/** Number of the template's revision, or the hash of the template where the number is no longer known. */
	readonly revision?: number | string;
	/** The Pod's name without what it shares with the others of the workload. */
	readonly podName: string;
}

/** Finds the workload of a Pod, also when owners in between are already deleted. */
export function workloadOf(pod: Pod, store: Store): PodWorkload {
	const {name, namespace = '', labels = {}} = pod.metadata;
	const owner = controllerOf(pod);
	const withoutPrefix = (prefix: string) => (name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : name);
	if (!owner) return {kind: 'Pod', namespace, name, podName: name};
	const own = {kind: owner.kind as Kind, namespace, name: owner.name};
	switch (owner.kind) {
		case 'ReplicaSet':
			return {...deploymentOf(own, labels['pod-template-hash'], store), podName: withoutPrefix(owner.name)};
		case 'Job': {
			const cronJob = cronJobOf(own, store);
			return cronJob
				? {...own, kind: 'CronJob', name: cronJob, podName: withoutPrefix(cronJob)}
				: {...own, podName: withoutPrefix(owner.name)};
		}
		case 'StatefulSet':
			return {...own, ...revisionNamed(namespace, labels['controller-revision-hash'], store), podName: name};
		case 'DaemonSet': {
			const hash = labels['controller-revision-hash'];
			const revision = revisionNamed(namespace, hash && `${owner.name}-${hash}`, store);
			return {...own, ...revision, podName: withoutPrefix(owner.name)};
		}
		default:
			return {...own, podName: withoutPrefix(owner.name)};
	}
}

type Owner = Omit<PodWorkload, 'podName'>;

// The name of a Deployment's ReplicaSet ends with the hash of the template.
function deploymentOf(own: Owner, hash: string | undefined, store: Store): Owner {
	const replicaSet = store.get('ReplicaSet', `${own.namespace}/${own.name}`);
	if (replicaSet) {
		const deployment = controllerOf(replicaSet);
		const revision = replicaSet.metadata.annotations?.['deployment.kubernetes.io/revision'];
		return {
			...own,
			...(deployment && {kind: deployment.kind as Kind, name: deployment.name}),
			...(revision && {revision: Number(revision)}),
		};
	}
	return hash && own.name.endsWith(`-${hash}`)
		? {...own, kind: 'Deployment', name: own.name.slice(0, -hash.length - 1), revision: hash}
		: own;
}

// The name of a CronJob's Job ends with the minute of its schedule.
function cronJobOf(job: Owner, store: Store): string | undefined {
	const found = store.get('Job', `${job.namespace}/${job.name}`);
	if (found) return controllerOf(found)?.name;
	const guess = /^(.+)-\d+$/.exec(job.name)?.[1];
	return guess && store.get('CronJob', `${job.namespace}/${guess}`) ? guess : undefined;
}

function revisionNamed(namespace: string, name: string | undefined, store: Store): {revision?: number} {
	const revision = name && store.get('ControllerRevision', `${namespace}/${name}`)?.revision;
	return revision ? {revision} : {};
}
