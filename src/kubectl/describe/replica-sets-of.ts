import type {Deployment, ReplicaSet} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';
import {sameTemplate} from './same-template.ts';

const REVISION = 'deployment.kubernetes.io/revision';

/** The ReplicaSet that has the Deployment's present template, and all others, oldest first, as kubectl finds them. */
export function replicaSetsOf(
	deployment: Deployment,
	store: Store,
): {readonly current: ReplicaSet | undefined; readonly old: ReplicaSet[]} {
	const all = store
		.ownedBy('ReplicaSet', deployment.metadata.uid)
		.sort(
			(a, b) =>
				compare(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
				compare(a.metadata.name, b.metadata.name),
		);
	const current = all.find(({spec}) => sameTemplate(spec.template, deployment.spec.template));
	return {current, old: all.filter(replicaSet => replicaSet !== current)};
}

/** The revision that the Deployment controller wrote on a ReplicaSet; 0 without one. */
export function revisionOf({metadata}: ReplicaSet | Deployment): number {
	return Number(metadata.annotations?.[REVISION] ?? 0) || 0;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
