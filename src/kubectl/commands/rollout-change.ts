import type {Patch} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import type {Deployment, KubeObject} from '../../cluster/objects.ts';
import {formatTime} from '../../shell/calendar.ts';
import {complain} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {FIELD_MANAGER_FLAG} from '../manifest-changes.ts';
import {PRINT_FLAGS} from '../output.ts';
import {refusal, visitObjects} from './failures.ts';
import {resourceOf} from './kind-names.ts';
import {patchObject, reportChange} from './object-changes.ts';
import {requireTargets, selectObjects, TARGET_FLAGS} from './selection.ts';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

export const rolloutPause = changeCommand('pause', 'paused', 'Mark the provided resource as paused', object => {
	if (object.kind !== 'Deployment') throw new Unsuitable('pausing is not supported');
	if ((object as Deployment).spec.paused) throw new Unsuitable('is already paused');
	return {type: 'strategic', body: {spec: {paused: true}}};
});

export const rolloutResume = changeCommand('resume', 'resumed', 'Resume a paused resource', object => {
	if (object.kind !== 'Deployment') throw new Unsuitable('resuming is not supported');
	if (!(object as Deployment).spec.paused) throw new Unsuitable('is not paused');
	return {type: 'strategic', body: {spec: {paused: null}}};
});

// A new annotation makes a new template, and that a new rollout. The annotation has no fractions of seconds.
export const rolloutRestart = changeCommand('restart', 'restarted', 'Restart a resource', (object, {cluster}) => {
	if (object.kind !== 'Deployment' && object.kind !== 'DaemonSet' && object.kind !== 'StatefulSet')
		throw new Unsuitable('restarting is not supported');
	const {paused, template} = (object as Deployment).spec;
	if (object.kind === 'Deployment' && paused)
		throw new Unsuitable("can't restart paused deployment (run rollout resume first)");
	const restartedAt = formatTime(cluster.clock.now());
	if (template.metadata?.annotations?.[RESTARTED_AT] === restartedAt)
		throw refusal(
			`failed to create patch for ${object.metadata.name}: if restart has already been triggered within the past second, ` +
				'please wait before attempting to trigger another',
		);
	return {
		type: 'strategic',
		body: {spec: {template: {metadata: {annotations: {[RESTARTED_AT]: restartedAt}}}}},
	};
});

// Becomes `error: deployments.apps "web" is already paused`.
class Unsuitable extends Error {}

function changeCommand(
	name: string,
	operation: string,
	short: string,
	patchFor: (object: KubeObject, invocation: Invocation) => Patch,
): Subcommand {
	return {
		name,
		short,
		usage: `kubectl rollout ${name} RESOURCE`,
		examples: `kubectl rollout ${name} deployment/web`,
		flags: [...TARGET_FLAGS, ...PRINT_FLAGS, FIELD_MANAGER_FLAG],
		*run(invocation) {
			requireTargets(invocation);
			const selection = yield* selectObjects(invocation, invocation.args, {all: true});
			if (selection.objects.length === 0 && selection.failures.length === 0)
				yield* complain(`No resources found in ${invocation.namespace} namespace.\n`);
			return yield* visitObjects(selection, object =>
				reportChange(invocation, change(invocation, object, patchFor), operation),
			);
		},
	};
}

function change(
	invocation: Invocation,
	object: KubeObject,
	patchFor: (object: KubeObject, invocation: Invocation) => Patch,
): KubeObject {
	try {
		return patchObject(invocation, object, patchFor(object, invocation));
	} catch (error) {
		if (error instanceof Unsuitable)
			throw refusal(`${resourceOf(object.kind)} "${object.metadata.name}" ${error.message}`);
		if (error instanceof ApiError) throw refusal(`failed to patch: ${error.message}`);
		throw error;
	}
}
