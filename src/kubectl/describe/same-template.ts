import {semanticallyEqual} from '../../cluster/workloads/semantic-equality.ts';
import type {PodTemplate} from './pod-template.ts';

const HASH_LABEL = 'pod-template-hash';

/** Whether two Pod templates are equal but for the hash that the Deployment controller adds to the labels of its ReplicaSets. */
export function sameTemplate(a: PodTemplate | undefined, b: PodTemplate | undefined): boolean {
	return semanticallyEqual(withoutHash(a), withoutHash(b));
}

/** The template without `pod-template-hash`: what `rollout undo` writes back. */
export function withoutHash(template: PodTemplate | undefined): PodTemplate | undefined {
	if (!template?.metadata?.labels || !Object.hasOwn(template.metadata.labels, HASH_LABEL)) return template;
	const {[HASH_LABEL]: _, ...labels} = template.metadata.labels;
	return {...template, metadata: {...template.metadata, labels}};
}
