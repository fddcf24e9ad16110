import {ApiError} from '../../cluster/api-error.ts';
import {complain, type Effect, print, type Reply} from '../../shell/program.ts';
import type {CommandError, Flag, Invocation, Subcommand} from '../command.ts';
import {cascadeOf, DELETION_FLAGS, type DeletionTarget, deleteObjects} from '../deletion.ts';
import {throwAll} from '../failure-text.ts';
import {notSimulated} from '../not-simulated.ts';
import {DRY_RUN_FLAG, dryRunOf} from '../output.ts';
import {groupKindName} from '../printers/name.ts';
import {listKind, resolveArguments} from '../resource-arguments.ts';
import {
	ALL_NAMESPACES_FLAG,
	attempt,
	FIELD_SELECTOR_FLAG,
	FILENAME_FLAGS,
	findManifests,
	resourceRequest,
	SELECTOR_FLAG,
} from '../resources.ts';
import {refusal} from './failures.ts';

const FLAGS: readonly Flag[] = [
	...FILENAME_FLAGS,
	SELECTOR_FLAG,
	FIELD_SELECTOR_FLAG,
	ALL_NAMESPACES_FLAG,
	...DELETION_FLAGS,
	DRY_RUN_FLAG,
	{name: 'all', type: 'boolean', help: 'All objects of the kind in the namespace'},
	{name: 'ignore-not-found', type: 'boolean', help: 'An object that is not there counts as deleted'},
	{name: 'interactive', short: 'i', type: 'boolean', help: 'Ask before deleting'},
	{name: 'now', type: 'boolean', help: 'One second for a graceful end'},
	{name: 'output', short: 'o', type: 'string', help: '"name" for short lines', values: ['name']},
	{name: 'raw', type: 'string', help: 'A path of the server'},
];

export const deleteCommand: Subcommand = {
	name: 'delete',
	suggestFor: ['rm'],
	short: 'Delete resources by file names, stdin, resources and names, or by resources and label selector',
	usage: 'kubectl delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
	examples:
		'kubectl delete pod web\nkubectl delete -f web.yaml\nkubectl delete pods -l app=web\nkubectl delete deploy --all',
	flags: FLAGS,
	*run(invocation) {
		const {flags} = invocation;
		if (flags.string('raw') !== '') throw notSimulated('kubectl delete --raw');
		const gracePeriodSeconds = gracePeriodOf(invocation);
		const {targets, failures} = yield* findTargets(invocation);
		yield* checkOptions(invocation, gracePeriodSeconds);
		const selected = flags.boolean('all') || flags.string('selector') !== '' || flags.string('field-selector') !== '';
		const ignoreNotFound = flags.given('ignore-not-found') ? flags.boolean('ignore-not-found') : selected;
		const left = ignoreNotFound ? failures.filter(failure => !isNotFound(failure)) : failures;
		if (flags.boolean('interactive') && !(yield* confirmed(targets))) return 0;
		yield* deleteObjects(
			invocation,
			targets,
			{
				gracePeriodSeconds,
				cascade: cascadeOf(flags),
				ignoreNotFound,
				wait: flags.boolean('wait'),
				timeoutMs: flags.duration('timeout'),
				dryRun: dryRunOf(invocation),
				namesOnly: flags.string('output') === 'name',
			},
			left,
		);
		if (targets.length === 0) yield* print('No resources found\n');
		return 0;
	},
};

function gracePeriodOf({flags}: Invocation): number {
	const seconds = flags.number('grace-period');
	if (flags.boolean('now')) {
		if (seconds !== -1) throw refusal('--now and --grace-period cannot be specified together');
		return 1;
	}
	if (seconds === 0 && !flags.boolean('force')) return 1;
	return seconds < 0 && flags.boolean('force') ? 0 : seconds;
}

function* checkOptions({flags}: Invocation, gracePeriodSeconds: number): Generator<Effect, void, Reply> {
	const output = flags.string('output');
	if (output !== '' && output !== 'name')
		throw refusal(`unexpected -o output mode: ${output}. We only support '-o name'`);
	if (!flags.boolean('force')) return;
	if (gracePeriodSeconds > 0) throw refusal('--force and --grace-period greater than 0 cannot be specified together');
	yield* complain(
		'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. ' +
			'The resource may continue to run on the cluster indefinitely.\n',
	);
}

// Objects that are named aren't looked up first: the server answers when they are deleted.
function* findTargets(
	invocation: Invocation,
): Generator<Effect, {targets: DeletionTarget[]; failures: (ApiError | CommandError)[]}, Reply> {
	const request = resourceRequest(invocation);
	if (request.withFiles) {
		if (request.args.length > 0) resolveArguments(request);
		const {manifests, failures} = yield* findManifests(invocation);
		const targets = manifests.map(({definition, name, namespace, source}) => ({
			definition,
			name,
			source,
			namespace: namespace || undefined,
		}));
		return {targets, failures};
	}
	const found = resolveArguments(request);
	if (found.type === 'names') return {targets: [...found.names], failures: []};
	const targets: DeletionTarget[] = [];
	const failures: (ApiError | CommandError)[] = [];
	for (const definition of found.definitions) {
		attempt(failures, () => {
			for (const {metadata} of listKind(invocation.cluster, definition, request))
				targets.push({definition, name: metadata.name, namespace: metadata.namespace || undefined});
		});
	}
	if (targets.length === 0) throwAll(failures);
	return {targets, failures};
}

function isNotFound(failure: unknown): boolean {
	return failure instanceof ApiError && failure.reason === 'NotFound';
}

function* confirmed(targets: readonly DeletionTarget[]): Generator<Effect, boolean, Reply> {
	if (targets.length === 0) return true;
	const names = targets.map(({definition, name}) => `${groupKindName(definition)}/${name}\n`);
	yield* print(
		`You are about to delete the following ${targets.length} resource(s):\n${names.join('')}Do you want to continue? (y/N): `,
	);
	const answer = yield {kind: 'read'};
	if (answer?.trim().toLowerCase() === 'y') return true;
	yield* print('deletion is cancelled\n');
	return false;
}
