import type {KubeObject, Node} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {DRY_RUN_FLAG} from '../output.ts';
import {SELECTOR_FLAG} from '../resources.ts';
import {usageError} from './failures.ts';
import {patchObject, reportChange} from './object-changes.ts';
import {selectObjects} from './selection.ts';

export const cordon: Subcommand = cordonCommand('cordon', 'Mark node as unschedulable', true);
export const uncordon: Subcommand = cordonCommand('uncordon', 'Mark node as schedulable', false);

/** The nodes that the arguments name; any that is missing is an error before anything is changed. */
export function* selectNodes(invocation: Invocation, command: string): Generator<Effect, Node[], Reply> {
	const {args, flags} = invocation;
	const selector = flags.string('selector');
	if (args.length === 0 && !selector) throw usageError(command, `USAGE: ${command} NODE [flags]`);
	if (args.length > 0 && selector)
		throw usageError(command, 'error: cannot specify both a node name and a --selector option');
	const names = args.map(argument => (argument.includes('/') ? argument : `nodes/${argument}`));
	const selection = yield* selectObjects(invocation, selector ? ['nodes'] : names, {all: true});
	// Unlike most commands these stop at the first node that isn't there.
	throwAll(selection.failures.slice(0, 1));
	return selection.objects as Node[];
}

/** Marks nodes and says which were marked already. */
export function* setUnschedulable(
	invocation: Invocation,
	nodes: readonly KubeObject[],
	unschedulable: boolean,
): Generator<Effect, void, Reply> {
	const word = unschedulable ? 'cordoned' : 'uncordoned';
	for (const node of nodes) {
		const marked = (node as Node).spec.unschedulable ?? false;
		if (marked === unschedulable) {
			yield* reportChange(invocation, node, `already ${word}`);
			continue;
		}
		const body = {spec: {unschedulable: unschedulable || null}};
		yield* reportChange(invocation, patchObject(invocation, node, {type: 'strategic', body}), word);
	}
}

function cordonCommand(name: string, short: string, unschedulable: boolean): Subcommand {
	return {
		name,
		short,
		usage: `kubectl ${name} NODE`,
		examples: `kubectl ${name} worker-1`,
		flags: [SELECTOR_FLAG, DRY_RUN_FLAG],
		*run(invocation) {
			yield* setUnschedulable(invocation, yield* selectNodes(invocation, name), unschedulable);
			return 0;
		},
	};
}
