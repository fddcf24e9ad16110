import type {ControllerRevision, Deployment, KubeObject, ReplicaSet} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';
import type {PodTemplate} from '../describe/pod-template.ts';
import {replicaSetsOf, revisionOf} from '../describe/replica-sets-of.ts';
import {CHANGE_CAUSE} from './record.ts';

/** One entry of the rollout history of a Deployment, DaemonSet or StatefulSet. */
export interface Revision {
	readonly number: number;
	readonly cause: string | undefined;
	readonly template: PodTemplate;
	/** The ReplicaSet or ControllerRevision that keeps it. */
	readonly keeper: ReplicaSet | ControllerRevision;
}

/** All revisions that are still kept, oldest first. */
export function revisionsOf(object: KubeObject, store: Store): Revision[] {
	const revisions =
		object.kind === 'Deployment'
			? deploymentRevisions(object as Deployment, store)
			: controllerRevisions(object, store);
	return revisions.sort((a, b) => a.number - b.number);
}

function deploymentRevisions(deployment: Deployment, store: Store): Revision[] {
	const {current, old} = replicaSetsOf(deployment, store);
	return [...old, ...(current ? [current] : [])]
		.filter(replicaSet => revisionOf(replicaSet) > 0)
		.map(replicaSet => ({
			number: revisionOf(replicaSet),
			cause: replicaSet.metadata.annotations?.[CHANGE_CAUSE],
			template: replicaSet.spec.template ?? {},
			keeper: replicaSet,
		}));
}

function controllerRevisions(object: KubeObject, store: Store): Revision[] {
	return store.ownedBy('ControllerRevision', object.metadata.uid).map(revision => ({
		number: revision.revision,
		cause: revision.metadata.annotations?.[CHANGE_CAUSE],
		template: templateOf(revision),
		keeper: revision,
	}));
}

// A ControllerRevision keeps the strategic merge patch that restores the template.
function templateOf(revision: ControllerRevision): PodTemplate {
	const data = revision.data as {spec?: {template?: PodTemplate & {$patch?: string}}} | undefined;
	const {$patch: _, ...template} = data?.spec?.template ?? {};
	return template as PodTemplate;
}
