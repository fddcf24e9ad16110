import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import type {Deployment, KubeObject, ReplicaSet} from '../objects.ts';
import {semanticallyEqual} from './semantic-equality.ts';

/** Labels a Deployment's ReplicaSets and Pods with the hash of their template. */
export const POD_TEMPLATE_HASH = 'pod-template-hash';

export const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';

// A ReplicaSet remembers its former revisions in an annotation of at most this length.
const MAX_HISTORY_LENGTH = 2000;

const NEVER_COPIED = new Set([
	'kubectl.kubernetes.io/last-applied-configuration',
	'deprecated.deployment.rollback.to',
	REVISION,
	REVISION_HISTORY,
	DESIRED_REPLICAS,
	MAX_REPLICAS,
]);

/** The revision that an object's annotation tells; 0 without one or if it is no number. */
export function revisionOf(object: KubeObject): number {
	const text = object.metadata.annotations?.[REVISION] ?? '';
	return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

/** Whether two templates make the same Pods, apart from the hash label. */
export function sameTemplate(a: IPodTemplateSpec | undefined, b: IPodTemplateSpec | undefined): boolean {
	return semanticallyEqual(withoutHash(a), withoutHash(b));
}

/** A ReplicaSet's template as a Deployment would hold it: without the hash label. */
function withoutHash(template: IPodTemplateSpec | undefined): IPodTemplateSpec {
	const labels = template?.metadata?.labels;
	if (!labels || !(POD_TEMPLATE_HASH in labels)) return template ?? {};
	const {[POD_TEMPLATE_HASH]: _, ...others} = labels;
	return {...template, metadata: {...template.metadata, labels: others}};
}

/** ReplicaSets from the oldest to the youngest; those of one second by name. */
export function byCreation(a: ReplicaSet, b: ReplicaSet): number {
	const [first, second] = [a.metadata, b.metadata].map(
		({creationTimestamp, name}) => `${creationTimestamp} ${name}`,
	) as [string, string];
	return first < second ? -1 : first > second ? 1 : 0;
}

/** The ReplicaSet with the Deployment's present template; the oldest if there are several, undefined if there is none. */
export function findNewReplicaSet(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
	return [...replicaSets].sort(byCreation).find(({spec}) => sameTemplate(spec.template, deployment.spec.template));
}

/** All ReplicaSets of a Deployment but the new one, oldest first. */
export function findOldReplicaSets(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet[] {
	const newReplicaSet = findNewReplicaSet(deployment, replicaSets);
	return replicaSets.filter(replicaSet => replicaSet !== newReplicaSet).sort(byCreation);
}

/**
 * The annotations of the new ReplicaSet: those of the Deployment, and its revision, which becomes the highest of all. A ReplicaSet that is
 * rolled back to keeps its former revision in the history annotation.
 */
export function annotationsOfNew(
	deployment: Deployment,
	annotations: Readonly<Record<string, string>> = {},
	revision: number,
): Record<string, string> {
	const result = {...annotations};
	for (const [name, value] of Object.entries(deployment.metadata.annotations ?? {})) {
		if (!NEVER_COPIED.has(name)) result[name] = value;
	}
	const previous = annotations[REVISION];
	if (previous !== undefined && !/^\d+$/.test(previous)) return result;
	if (Number(previous ?? 0) >= revision) return result;
	result[REVISION] = String(revision);
	if (previous !== undefined) result[REVISION_HISTORY] = historyWith(annotations[REVISION_HISTORY], previous);
	return result;
}

/** The annotations by which proportional scaling knows the size that a ReplicaSet was part of. */
export function replicasAnnotations(desired: number, maxSurge: number): Record<string, string> {
	return {[DESIRED_REPLICAS]: String(desired), [MAX_REPLICAS]: String(desired + maxSurge)};
}

/** A count kept in an annotation; undefined when it is missing or damaged. */
export function countFrom(replicaSet: ReplicaSet, annotation: string): number | undefined {
	const text = replicaSet.metadata.annotations?.[annotation] ?? '';
	return /^\d{1,10}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : undefined;
}

function historyWith(history: string | undefined, revision: string): string {
	if (!history) return revision;
	const revisions = [...history.split(','), revision];
	while (revisions.join(',').length > MAX_HISTORY_LENGTH) revisions.shift();
	return revisions.join(',');
}
