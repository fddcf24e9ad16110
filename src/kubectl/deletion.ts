import type {DeleteOptions} from '../cluster/api.ts';
import {ApiError} from '../cluster/api-error.ts';
import type {KindDefinition} from '../cluster/kind.ts';
import {keyOf} from '../cluster/objects.ts';
import {complain, type Effect, print, type Reply} from '../shell/program.ts';
import {CommandError, type Flag, type Flags, type Invocation} from './command.ts';
import {throwAll, whileDoing} from './failure-text.ts';
import type {DryRun} from './output.ts';
import {groupKindName} from './printers/name.ts';

/** An object that is to be deleted. */
export interface DeletionTarget {
	readonly definition: KindDefinition;
	readonly namespace: string | undefined;
	readonly name: string;
	/** The file that named it. */
	readonly source?: string;
}

export interface DeletionOptions {
	/** Negative: the object's own. */
	readonly gracePeriodSeconds: number;
	readonly cascade: NonNullable<DeleteOptions['propagationPolicy']>;
	readonly ignoreNotFound: boolean;
	readonly wait: boolean;
	/** 0 means a week. */
	readonly timeoutMs: number;
	readonly dryRun: DryRun;
	/** `-o name` */
	readonly namesOnly: boolean;
}

/** Flags about how objects are deleted, also of `replace --force` and `apply --force`. */
export const DELETION_FLAGS: readonly Flag[] = [
	{
		name: 'cascade',
		type: 'optional',
		default: 'background',
		whenBare: 'background',
		help: 'What happens to dependents: "background", "orphan" or "foreground"',
		values: ['background', 'foreground', 'orphan'],
	},
	{name: 'force', type: 'boolean', help: 'Remove at once, without a graceful end'},
	{name: 'grace-period', type: 'int', default: -1, help: 'Seconds for a graceful end; negative: what the object says'},
	{name: 'timeout', type: 'duration', default: 0, help: 'How long to wait; 0: as long as it takes'},
	{name: 'wait', type: 'boolean', default: true, help: 'Wait until the objects are gone'},
];

const POLICIES: Readonly<Record<string, NonNullable<DeleteOptions['propagationPolicy']>>> = {
	background: 'Background',
	foreground: 'Foreground',
	orphan: 'Orphan',
};

const TRUE = /^(1|t|T|TRUE|true|True)$/;
const FALSE = /^(0|f|F|FALSE|false|False)$/;

/** kubectl's warning about a `--cascade` of old times; '' if the flag is used as it should be. */
export function cascadeNote(flags: Flags): string {
	const text = flags.given('cascade') ? flags.string('cascade') : '';
	if (!TRUE.test(text) && !FALSE.test(text)) return '';
	const instead = TRUE.test(text) ? 'background' : 'orphan';
	return `warning: --cascade=${text} is deprecated (boolean value) and can be replaced with --cascade=${instead}.\n`;
}

/** What `--cascade` asks for. Throws CommandError for another word. */
export function cascadeOf(flags: Flags): NonNullable<DeleteOptions['propagationPolicy']> {
	const text = flags.string('cascade');
	if (TRUE.test(text)) return 'Background';
	if (FALSE.test(text)) return 'Orphan';
	const policy = POLICIES[text];
	if (!policy)
		throw new CommandError(`error: invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`);
	return policy;
}

/**
 * Deletes objects one after another, says so, and waits until they are gone. Objects that can't be deleted don't stop the others;
 * after a failure nothing is waited for.
 */
export function* deleteObjects(
	invocation: Invocation,
	targets: readonly DeletionTarget[],
	options: DeletionOptions,
	earlierFailures: readonly (ApiError | CommandError)[] = [],
): Generator<Effect, void, Reply> {
	const failures = [...earlierFailures];
	const uids = new Map<DeletionTarget, string>();
	let scopeWarningDue = invocation.flags.given('namespace') && !invocation.flags.boolean('all-namespaces');
	for (const target of targets) {
		if (scopeWarningDue && !target.definition.namespaced) {
			yield* complain('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n');
			scopeWarningDue = false;
		}
		try {
			if (options.dryRun !== 'client') uids.set(target, deleteOne(invocation, target, options));
			yield* print(deletionLine(target, options));
		} catch (error) {
			if (!(error instanceof ApiError) && !(error instanceof CommandError)) throw error;
			if (options.ignoreNotFound && error instanceof ApiError && error.reason === 'NotFound') continue;
			failures.push(error);
		}
	}
	throwAll(failures);
	if (options.wait && options.dryRun === 'none') yield* waitUntilGone(invocation, uids, options.timeoutMs);
}

// Returns the uid of what was deleted.
function deleteOne(
	{cluster}: Invocation,
	{definition, namespace, name, source}: DeletionTarget,
	{gracePeriodSeconds, cascade, dryRun}: DeletionOptions,
): string {
	try {
		const deleted = cluster.api.delete(definition.kind, namespace, name, {
			propagationPolicy: cascade,
			...(gracePeriodSeconds >= 0 && {gracePeriodSeconds}),
			...(dryRun === 'server' && {dryRun: true}),
		});
		return deleted.metadata.uid;
	} catch (error) {
		throw source === undefined ? error : whileDoing('deleting', source, error);
	}
}

function deletionLine({definition, name, namespace}: DeletionTarget, options: DeletionOptions): string {
	const kind = groupKindName(definition);
	if (options.namesOnly) return `${kind}/${name}\n`;
	const operation = options.gracePeriodSeconds === 0 ? 'force deleted' : 'deleted';
	const place = definition.namespaced ? ` from ${namespace} namespace` : '';
	const note = options.dryRun === 'none' ? '' : options.dryRun === 'client' ? ' (dry run)' : ' (server dry run)';
	return `${kind} ${JSON.stringify(name)} ${operation}${place}${note}\n`;
}

const WEEK_MS = 7 * 24 * 3_600_000;

// An object that came back under the same name is another one.
function* waitUntilGone(
	{cluster}: Invocation,
	uids: ReadonlyMap<DeletionTarget, string>,
	timeoutMs: number,
): Generator<Effect, void, Reply> {
	const untilMs = cluster.clock.now() + (timeoutMs > 0 ? timeoutMs : WEEK_MS);
	for (const [{definition, namespace, name}, uid] of uids) {
		const key = keyOf({metadata: {namespace, name}});
		while (cluster.store.get(definition.kind, key)?.metadata.uid === uid) {
			if (cluster.clock.now() >= untilMs)
				throw new CommandError(`error: timed out waiting for the condition on ${definition.plural}/${name}`);
			yield {kind: 'wait', untilMs, on: [cluster.changed]};
		}
	}
}
