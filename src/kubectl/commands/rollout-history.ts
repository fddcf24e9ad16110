import type {KubeObject} from '../../cluster/objects.ts';
import {type Effect, print, type Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {alignTabs} from '../describe/align.ts';
import {formatPodTemplate, type PodTemplate} from '../describe/pod-template.ts';
import {changePrinter, outputFormat, PRINT_FLAGS} from '../output.ts';
import {objectName} from '../printers/name.ts';
import {refusal, visitObjects} from './failures.ts';
import {groupKind} from './kind-names.ts';
import {CHANGE_CAUSE} from './record.ts';
import {type Revision, revisionsOf} from './rollout-revisions.ts';
import {requireTargets, selectObjects, TARGET_FLAGS} from './selection.ts';

/** Kinds that kubectl's visitor knows, yet that have no history. */
const WITHOUT_HISTORY = new Set(['Pod', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob']);

export const rolloutHistory: Subcommand = {
	name: 'history',
	short: 'View rollout history',
	usage: 'kubectl rollout history (TYPE NAME | TYPE/NAME) [flags]',
	examples: 'kubectl rollout history deployment/web --revision=2',
	flags: [
		...TARGET_FLAGS,
		...PRINT_FLAGS,
		{name: 'revision', type: 'int', default: 0, help: 'Show the Pod template of this revision'},
	],
	*run(invocation) {
		requireTargets(invocation);
		const revision = invocation.flags.number('revision');
		if (revision < 0) throw refusal(`revision must be a positive integer: ${revision}`);
		const selection = yield* selectObjects(invocation, invocation.args, {all: true});
		return yield* visitObjects(selection, object => showHistory(invocation, object, revision));
	},
};

/** Throws for kinds without revisions; `viewer` and `retrieved` are kubectl's words for what it looked for. */
export function refuseWithoutRevisions(object: KubeObject, viewer: string, retrieved: string): void {
	if (object.kind === 'Deployment' || object.kind === 'DaemonSet' || object.kind === 'StatefulSet') return;
	const name = groupKind(object.kind);
	if (WITHOUT_HISTORY.has(object.kind)) throw refusal(`no ${viewer} has been implemented for "${name}"`);
	const [kind, ...group] = name.split('.');
	throw refusal(
		`error retrieving ${retrieved} for "${name}", no visitor method exists for {${group.join('.')} ${kind}}`,
	);
}

function* showHistory(invocation: Invocation, object: KubeObject, revision: number): Generator<Effect, void, Reply> {
	refuseWithoutRevisions(object, 'history viewer', 'history');
	const revisions = revisionsOf(object, invocation.cluster.store);
	const wanted = revision > 0 ? revisions.filter(({number}) => number === revision) : revisions;
	if (revision > 0 && revisions.length > 0 && wanted.length === 0)
		throw refusal('unable to find the specified revision');
	if (outputFormat(invocation.flags) !== '') {
		const printer = changePrinter(invocation, '');
		for (const {keeper} of wanted) yield* print(printer(keeper));
		return;
	}
	const title = revision > 0 ? `with revision #${revision}` : '';
	const text =
		revisions.length === 0
			? 'No rollout history found.'
			: revision > 0
				? formatPodTemplate(withCause(wanted[0]!))
				: formatRevisions(revisions);
	yield* print(`${objectName(object)} ${title}\n${text}\n`);
}

function formatRevisions(revisions: readonly Revision[]): string {
	const rows = revisions.map(({cause, number}) => `${number}\t${cause || '<none>'}\n`);
	return alignTabs(`REVISION\tCHANGE-CAUSE\n${rows.join('')}`);
}

// Only a ReplicaSet's change cause is shown among the annotations of its template.
function withCause({cause, keeper, template}: Revision): PodTemplate {
	if (!cause || keeper.kind !== 'ReplicaSet') return template;
	const {annotations} = template.metadata ?? {};
	return {...template, metadata: {...template.metadata, annotations: {...annotations, [CHANGE_CAUSE]: cause}}};
}
