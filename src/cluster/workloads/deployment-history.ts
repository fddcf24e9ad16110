import type {ControllerContext} from '../controller.ts';
import {byCreation, REVISION, revisionOf} from './deployment-revisions.ts';
import {ACTOR, type Rollout} from './deployment-rollout.ts';

/** Deletes the oldest empty ReplicaSets beyond `revisionHistoryLimit`. */
export function deleteOldRevisions(context: ControllerContext, {deployment, oldReplicaSets}: Rollout): void {
	const limit = deployment.spec.revisionHistoryLimit ?? Number.POSITIVE_INFINITY;
	const alive = oldReplicaSets.filter(({metadata}) => metadata.deletionTimestamp === undefined);
	const excess = alive.length - limit;
	if (excess <= 0) return;
	const byRevision = [...alive].sort((a, b) => revisionOf(a) - revisionOf(b) || byCreation(a, b));
	for (const {metadata, spec, status} of byRevision.slice(0, excess)) {
		const observed = (metadata.generation ?? 0) <= (status.observedGeneration ?? 0);
		if (status.replicas !== 0 || spec.replicas !== 0 || !observed) continue;
		context.decide(ACTOR, deployment, 'deployment/delete-old-revision', {
			replicaSet: metadata.name,
			revision: metadata.annotations?.[REVISION] ?? '',
			limit,
		});
		context.api.delete('ReplicaSet', metadata.namespace, metadata.name);
	}
}
