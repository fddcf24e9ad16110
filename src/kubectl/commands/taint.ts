import type {KubeObject, Node} from '../../cluster/objects.ts';
import {type Effect, print, type Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {operationPrinter} from '../output.ts';
import {SELECTOR_FLAG} from '../resources.ts';
import {refusal, visitObjects} from './failures.ts';
import {kindFor} from './kind-names.ts';
import {CHANGE_FLAGS, patchObject} from './object-changes.ts';
import {ALL_FLAG, selectObjects} from './selection.ts';
import {parseTaints, type Taint, type TaintChanges} from './taint-changes.ts';

export const taint: Subcommand = {
	name: 'taint',
	short: 'Update the taints on one or more nodes',
	usage: 'kubectl taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
	examples: 'kubectl taint nodes worker-1 dedicated=db:NoSchedule\nkubectl taint nodes worker-1 dedicated-',
	flags: [
		SELECTOR_FLAG,
		ALL_FLAG,
		...CHANGE_FLAGS,
		{name: 'overwrite', type: 'boolean', help: 'Allow existing taints to get another value'},
	],
	*run(invocation) {
		const {resources, taints} = splitTaints(invocation.args);
		if (resources.length === 0) throw refusal('one or more resources must be specified as <resource> <name>');
		if (taints.length === 0) throw refusal('at least one taint update is required');
		const changes = parseTaints(taints);
		const type = resources[0]!.toLowerCase();
		if (kindFor(type) !== 'Node') throw refusal(`invalid resource type ${type}, only node types are supported`);
		refuseContradictions(changes);
		const {flags} = invocation;
		const everywhere = flags.boolean('all') || flags.string('selector') !== '';
		if (flags.boolean('all') && flags.string('selector'))
			throw refusal("setting 'all' parameter with a non empty selector is prohibited");
		if (!everywhere && resources.length < 2)
			throw refusal("at least one resource name must be specified since 'all' parameter is not set");
		const targets = everywhere ? ['nodes'] : ['nodes', ...resources.slice(1)];
		const selection = yield* selectObjects(invocation, targets, {all: true});
		return yield* visitObjects(selection, object => taintNode(invocation, object, changes));
	},
};

function splitTaints(args: readonly string[]): {resources: readonly string[]; taints: readonly string[]} {
	const isTaint = (argument: string) => argument.includes('=') || argument.includes(':') || argument.endsWith('-');
	const first = args.findIndex(isTaint);
	if (first < 0) return {resources: args, taints: []};
	const taints = args.slice(first);
	const stray = taints.find(argument => !isTaint(argument));
	if (stray !== undefined) throw refusal(`all resources must be specified before taint changes: ${stray}`);
	return {resources: args.slice(0, first), taints};
}

function refuseContradictions({add, remove}: TaintChanges): void {
	const both = add.flatMap(added =>
		remove
			.filter(({effect, key}) => key === added.key && (!effect || effect === added.effect))
			.map(({effect = '', key}) => `${key}=${effect}`),
	);
	if (both.length > 0)
		throw refusal(`can not both modify and remove the following taint(s) in the same command: ${both.join(', ')}`);
}

function* taintNode(
	invocation: Invocation,
	object: KubeObject,
	{add, remove}: TaintChanges,
): Generator<Effect, void, Reply> {
	const before = (object as Node).spec.taints ?? [];
	const overwrite = invocation.flags.boolean('overwrite');
	const existing = add.filter(added => before.some(old => sameTaint(old, added)));
	if (!overwrite && existing.length > 0) {
		const keys = existing.map(({key}) => key).join(',');
		throw refusal(
			`node ${object.metadata.name} already has ${keys} taint(s) with same effect(s) and --overwrite is false`,
		);
	}
	// New taints come first; the others keep their order behind them.
	let taints = [...add, ...before.filter(old => !add.some(added => sameTaint(old, added)))] as Taint[];
	const added = taints.length !== before.length;
	let deleted = false;
	const missing: string[] = [];
	for (const {effect, key} of remove) {
		const left = taints.filter(candidate => candidate.key !== key || (effect && candidate.effect !== effect));
		deleted = left.length < taints.length;
		if (!deleted) missing.push(effect ? `${key}:${effect}` : key);
		taints = left;
	}
	throwAll(missing.map(text => refusal(`taint ${JSON.stringify(text)} not found`)));
	const operation = (added && deleted) || overwrite ? 'modified' : added ? 'tainted' : 'untainted';
	const body = {spec: {taints: taints.length > 0 ? taints.map(candidate => ({...candidate})) : null}};
	const changed = patchObject(invocation, object, {type: 'merge', body});
	yield* print(operationPrinter(invocation, operation, {typed: true})(changed));
}

function sameTaint(a: {key: string; effect: string}, b: {key: string; effect?: string}): boolean {
	return a.key === b.key && a.effect === b.effect;
}
