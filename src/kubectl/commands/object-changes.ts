import type {Patch} from '../../cluster/api.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {type Effect, print, type Reply} from '../../shell/program.ts';
import type {Flag, Invocation} from '../command.ts';
import {FIELD_MANAGER_FLAG} from '../manifest-changes.ts';
import type {ManifestObject} from '../manifests.ts';
import {changePrinter, DRY_RUN_FLAG, dryRunOf, outputFormat, PRINT_FLAGS, type Printer} from '../output.ts';
import {withCause} from './record.ts';

/** Flags of commands that change objects. */
export const CHANGE_FLAGS: readonly Flag[] = [...PRINT_FLAGS, DRY_RUN_FLAG, FIELD_MANAGER_FLAG];

/**
 * Patches an object on the server; a dry run of the client leaves the server alone and merges the patch by itself. Throws the
 * server's ApiError.
 */
export function patchObject(invocation: Invocation, object: KubeObject, patch: Patch): KubeObject {
	const dryRun = dryRunOf(invocation);
	const change = patch.type === 'json' ? patch : {...patch, body: withCause(invocation, patch.body as ManifestObject)};
	if (dryRun === 'client' || invocation.flags.boolean('local'))
		return change.type === 'json' ? object : (merged(object, change.body) as KubeObject);
	const {name, namespace} = object.metadata;
	return invocation.cluster.api.patch(object.kind, namespace, name, change, {
		dryRun: dryRun === 'server',
		fieldManager: invocation.fieldManager,
	});
}

/**
 * `deployment.apps/web scaled`, or the object itself where `-o` asks for it. Most of these commands have it as a struct of Go; `typed: false`
 * for those that print what the server sent.
 */
export function* reportChange(
	invocation: Invocation,
	object: KubeObject,
	operation: string,
	{typed = true}: {typed?: boolean} = {},
): Generator<Effect, void, Reply> {
	yield* print(printerFor(invocation, operation, typed)(object));
}

/** The message of a failure without kubectl's `error: `, to be put into another. */
export function messageOf(failure: Error): string {
	return failure.message.replace(/^error: /, '');
}

// A format of `-o` remembers what was printed before it, so each call of a command has one printer for all its objects.
const printers = new WeakMap<Invocation, Printer>();

function printerFor(invocation: Invocation, operation: string, typed: boolean): Printer {
	const known = printers.get(invocation);
	if (known) return known;
	const printer = changePrinter(invocation, operation, {typed});
	if (outputFormat(invocation.flags) !== '') printers.set(invocation, printer);
	return printer;
}

// A JSON merge patch: null removes a field, lists are replaced.
function merged(value: unknown, patch: unknown): unknown {
	if (!isRecord(patch)) return patch;
	const result: Record<string, unknown> = isRecord(value) ? {...value} : {};
	for (const key in patch) {
		if (patch[key] === null) delete result[key];
		else result[key] = merged(result[key], patch[key]);
	}
	return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
