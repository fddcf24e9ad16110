import type {Json, Patch} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import type {ControllerRevision, Deployment, KubeObject, ReplicaSet} from '../../cluster/objects.ts';
import {type Effect, print, type Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {formatPodTemplate} from '../describe/pod-template.ts';
import {sameTemplate, withoutHash} from '../describe/same-template.ts';
import {DRY_RUN_FLAG, dryRunOf, PRINT_FLAGS} from '../output.ts';
import {objectName} from '../printers/name.ts';
import {refusal, visitObjects} from './failures.ts';
import {patchObject, reportChange} from './object-changes.ts';
import {refuseWithoutRevisions} from './rollout-history.ts';
import {type Revision, revisionsOf} from './rollout-revisions.ts';
import {requireTargets, selectObjects, TARGET_FLAGS} from './selection.ts';

/** Annotations that stay the Deployment's own instead of coming back with the ReplicaSet. */
const KEPT_ANNOTATIONS = new Set([
	'kubectl.kubernetes.io/last-applied-configuration',
	'deployment.kubernetes.io/revision',
	'deployment.kubernetes.io/revision-history',
	'deployment.kubernetes.io/desired-replicas',
	'deployment.kubernetes.io/max-replicas',
	'deprecated.deployment.rollback.to',
]);

export const rolloutUndo: Subcommand = {
	name: 'undo',
	short: 'Undo a previous rollout',
	usage: 'kubectl rollout undo (TYPE NAME | TYPE/NAME) [flags]',
	examples: 'kubectl rollout undo deployment/web --to-revision=3',
	flags: [
		...TARGET_FLAGS,
		...PRINT_FLAGS,
		DRY_RUN_FLAG,
		{name: 'to-revision', type: 'int', default: 0, help: 'The revision to go back to; 0 is the one before the last'},
	],
	*run(invocation) {
		requireTargets(invocation);
		const selection = yield* selectObjects(invocation, invocation.args, {all: true});
		return yield* visitObjects(selection, object => undo(invocation, object, invocation.flags.number('to-revision')));
	},
};

function* undo(invocation: Invocation, object: KubeObject, number: number): Generator<Effect, void, Reply> {
	refuseWithoutRevisions(object, 'rollbacker', 'rollbacker');
	const revision = findRevision(object, revisionsOf(object, invocation.cluster.store), number);
	if (dryRunOf(invocation) === 'client') {
		const template = formatPodTemplate(revision.template);
		const intro = object.kind === 'Deployment' ? '' : 'will roll back to ';
		yield* print(`${objectName(object)} ${intro}${template} (dry run)\n`);
		return;
	}
	const isDeployment = object.kind === 'Deployment';
	if (isDeployment && (object as Deployment).spec.paused)
		throw refusal(
			"you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
		);
	const template = (object as Deployment).spec.template;
	if (sameTemplate(revision.template, template)) {
		yield* reportChange(invocation, object, `skipped rollback (current template already matches revision ${number})`);
		return;
	}
	const patch = isDeployment ? deploymentPatch(object as Deployment, revision) : revisionPatch(revision);
	try {
		patchObject(invocation, object, patch);
	} catch (error) {
		if (error instanceof ApiError) throw refusal(`failed restoring revision ${number}: ${error.message}`);
		throw error;
	}
	yield* reportChange(invocation, object, 'rolled back');
}

function findRevision(object: KubeObject, revisions: readonly Revision[], number: number): Revision {
	if (number === 0 && revisions.length < 2)
		throw refusal(
			object.kind === 'Deployment'
				? `no rollout history found for deployment "${object.metadata.name}"`
				: 'no last revision to roll back to',
		);
	const revision = number === 0 ? revisions.at(-2) : revisions.find(candidate => candidate.number === number);
	if (!revision) throw refusal(`unable to find specified revision ${number} in history`);
	return revision;
}

// The template comes back without its hash, and the ReplicaSet's annotations (the change cause among them) replace the Deployment's.
function deploymentPatch(deployment: Deployment, {keeper, template}: Revision): Patch {
	const annotations = {
		...pick(deployment.metadata.annotations, key => KEPT_ANNOTATIONS.has(key)),
		...pick((keeper as ReplicaSet).metadata.annotations, key => !KEPT_ANNOTATIONS.has(key)),
	};
	return {
		type: 'json',
		body: [
			{op: 'replace', path: '/spec/template', value: withoutHash(template) as unknown as Json},
			{op: 'replace', path: '/metadata/annotations', value: annotations},
		],
	};
}

function revisionPatch({keeper}: Revision): Patch {
	return {type: 'strategic', body: (keeper as ControllerRevision).data as unknown as Json};
}

function pick(
	annotations: Readonly<Record<string, string>> | undefined,
	wanted: (key: string) => boolean,
): Record<string, string> {
	return Object.fromEntries(Object.entries(annotations ?? {}).filter(([key]) => wanted(key)));
}
