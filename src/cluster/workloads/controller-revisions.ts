import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import {ApiError} from '../api-error.ts';
import type {ControllerContext} from '../controller.ts';
import type {ControllerRevision, DaemonSet, StatefulSet} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import {claimDependents, controllerReference} from './controller-references.ts';
import {semanticallyEqual} from './semantic-equality.ts';
import {templateHash} from './template-hash.ts';

/** Kinds whose templates are remembered as ControllerRevisions. */
export type Revisioned = StatefulSet | DaemonSet;

export const CONTROLLER_REVISION_HASH = 'controller-revision-hash';

/** The revisions of an owner, lowest number first; matching ones that nobody controls are adopted. */
export function listRevisions(context: ControllerContext, owner: Revisioned): ControllerRevision[] {
	const matches = (labels: Readonly<Record<string, string>>) => matchesLabelSelector(owner.spec.selector, labels);
	return claimDependents(context, owner, 'ControllerRevision', matches).sort(byRevision);
}

/** Lowest revision first; equal ones by age, then by name. */
function byRevision(a: ControllerRevision, b: ControllerRevision): number {
	if (a.revision !== b.revision) return a.revision - b.revision;
	const [first, second] = [a.metadata, b.metadata].map(
		({creationTimestamp, name}) => `${creationTimestamp} ${name}`,
	) as [string, string];
	return first < second ? -1 : first > second ? 1 : 0;
}

/** The template that a revision remembers. */
export function templateOf(revision: ControllerRevision): IPodTemplateSpec {
	const data = revision.data as {spec?: {template?: IPodTemplateSpec & {$patch?: string}}} | undefined;
	const {$patch: _, ...template} = data?.spec?.template ?? {};
	return template;
}

/** Whether a revision remembers this template. */
function remembers(revision: ControllerRevision, template: IPodTemplateSpec | undefined): boolean {
	return semanticallyEqual(templateOf(revision), template ?? {});
}

/**
 * Finds the revision of the owner's present template, or makes one. A template that was used before keeps its revision object, which gets the
 * next number: so an undo makes an old revision the newest.
 * @param revisions as `listRevisions` gave them
 * @returns the revision, and the collision count after it
 */
export function revisionOfTemplate(
	context: ControllerContext,
	owner: Revisioned,
	revisions: readonly ControllerRevision[],
	hashLabel: string,
): {revision: ControllerRevision; collisionCount: number | undefined} {
	const {collisionCount} = owner.status;
	const newest = revisions.at(-1);
	const same = revisions.filter(revision => remembers(revision, owner.spec.template)).at(-1);
	if (same && same === newest) return {revision: same, collisionCount};
	const next = (newest?.revision ?? 0) + 1;
	if (same) {
		const revision = context.api.update<'ControllerRevision'>({...same, revision: next});
		return {revision, collisionCount};
	}
	return createRevision(context, owner, next, hashLabel);
}

/** Deletes the oldest revisions beyond `revisionHistoryLimit` that neither a Pod nor the owner uses. */
export function deleteOldRevisions(
	context: ControllerContext,
	owner: Revisioned,
	revisions: readonly ControllerRevision[],
	isUsed: (revision: ControllerRevision) => boolean,
): void {
	const unused = revisions.filter(revision => !isUsed(revision));
	const limit = owner.spec.revisionHistoryLimit ?? 10;
	const excess = limit < 0 ? 0 : unused.length - limit;
	for (const {metadata} of unused.slice(0, Math.max(0, excess))) {
		context.api.delete('ControllerRevision', metadata.namespace, metadata.name);
	}
}

// A name that is taken by other data means that two templates have one hash; the collision count then gives another.
function createRevision(
	context: ControllerContext,
	owner: Revisioned,
	number: number,
	hashLabel: string,
): {revision: ControllerRevision; collisionCount: number | undefined} {
	const {metadata, spec} = owner;
	let {collisionCount} = owner.status;
	for (;;) {
		const hash = templateHash(spec.template, collisionCount || undefined);
		const name = `${metadata.name.slice(0, 223)}-${hash}`;
		try {
			const revision = context.api.create<'ControllerRevision'>({
				apiVersion: 'apps/v1',
				kind: 'ControllerRevision',
				metadata: {
					name,
					namespace: metadata.namespace,
					labels: {...spec.template?.metadata?.labels, [hashLabel]: hash},
					...(metadata.annotations && {annotations: metadata.annotations}),
					ownerReferences: [controllerReference(owner)],
				},
				revision: number,
				data: {spec: {template: {...spec.template, $patch: 'replace'}}},
			});
			return {revision, collisionCount};
		} catch (error) {
			if (!(error instanceof ApiError) || error.reason !== 'AlreadyExists') throw error;
			const existing = context.store.get('ControllerRevision', `${metadata.namespace}/${name}`);
			if (existing && remembers(existing, spec.template)) return {revision: existing, collisionCount};
			collisionCount = (collisionCount ?? 0) + 1;
		}
	}
}
