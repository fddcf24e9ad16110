import {ApiError} from '../cluster/api-error.ts';
import type {Cluster, NodeOptions} from '../cluster/cluster.ts';
import {parseQuantity} from '../cluster/quantity.ts';
import {type Command, complain, type Program} from '../shell/program.ts';

type Taint = NonNullable<NodeOptions['taints']>[number];

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;
const ADD_USAGE = 'node add NAME [--cpu 8] [--memory 16Gi] [key=value…] [key=value:Effect…]';
const USAGE = `${ADD_USAGE}, node remove|fail|heal NAME`;

/** What the word after a node's name can't be read as. */
class NodeOptionError extends Error {}

/** `node add|remove|fail|heal NAME`: machines that join, leave, lose their power and get it back. */
export function nodeCommand(cluster: Cluster): Command {
	return function* ([action, name, ...options]) {
		if (name === undefined || !isAction(action)) return yield* usage(USAGE);
		if (action === 'add') return yield* add(cluster, name, options);
		if (options.length > 0) return yield* usage(`node ${action} NAME`);
		if (!cluster.store.get('Node', name)) return yield* failure(`there is no node ${name}`);
		cluster.machines[action](name);
		return 0;
	};
}

function* add(cluster: Cluster, name: string, options: readonly string[]): Program {
	if (cluster.store.get('Node', name)) return yield* failure(`there is a node ${name} already`);
	try {
		cluster.machines.add(nodeOptions(name, options));
		return 0;
	} catch (error) {
		if (!(error instanceof ApiError || error instanceof NodeOptionError)) throw error;
		return yield* failure(error.message);
	}
}

const ACTIONS = ['add', 'remove', 'fail', 'heal'] as const;

function isAction(word: string | undefined): word is (typeof ACTIONS)[number] {
	return ACTIONS.some(action => action === word);
}

// Labels and taints as kubectl writes them: `disk=ssd`, `gpu=yes:NoSchedule`.
function nodeOptions(name: string, words: readonly string[]): NodeOptions {
	const capacity = new Map<string, string>();
	const labels = new Map<string, string>();
	const taints: Taint[] = [];
	const queue = words.flatMap(word => (word.startsWith('--') ? word.split(/=(.*)/s).slice(0, 2) : [word]));
	while (queue.length > 0) {
		const word = queue.shift()!;
		const taint = /^([^=:]+)(?:=([^=:]*))?:(\w+)$/.exec(word);
		const label = /^([^-=:][^=:]*)(?:=([^=:]*))?$/.exec(word);
		if (word === '--cpu' || word === '--memory') capacity.set(word.slice(2), amount(word, queue.shift()));
		else if (taint) taints.push(taintOf(word, taint[1]!, taint[2], taint[3]!));
		else if (label) labels.set(label[1]!, label[2] ?? '');
		else throw new NodeOptionError(`"${word}" is no label (key=value) and no taint (key=value:Effect)`);
	}
	return {name, labels: Object.fromEntries(labels), taints, capacity: Object.fromEntries(capacity)};
}

function taintOf(word: string, key: string, value: string | undefined, effect: string): Taint {
	const known = EFFECTS.find(each => each === effect);
	if (!known) throw new NodeOptionError(`"${word}" is no taint: ${effect} is none of ${EFFECTS.join(', ')}`);
	return {key, ...(value && {value}), effect: known};
}

function amount(flag: string, text: string | undefined): string {
	if (text === undefined) throw new NodeOptionError(`${flag} needs an amount, such as ${ADD_EXAMPLES[flag]}`);
	// A sign would make a machine of less than nothing.
	if (!/^[\d.]/.test(text)) throw new NodeOptionError(`${flag} ${text} is no amount`);
	try {
		parseQuantity(text);
	} catch {
		throw new NodeOptionError(`${flag} ${text} is no amount`);
	}
	return text;
}

const ADD_EXAMPLES: Readonly<Record<string, string>> = {'--cpu': '8', '--memory': '16Gi'};

function* failure(text: string): Program {
	yield* complain(`node: ${text}\n`);
	return 1;
}

function* usage(text: string): Program {
	yield* complain(`usage: ${text}\n`);
	return 2;
}
