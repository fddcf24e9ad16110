import type {Flag, Subcommand} from '../command.ts';
import {notSimulated} from '../not-simulated.ts';
import {DRY_RUN_FLAG, PRINT_FLAGS} from '../output.ts';
import {FILENAME_FLAGS} from '../resources.ts';

// Commands of kubectl that kubekata doesn't have: known, so that they aren't taken for typing errors, and honest about it.

export const certificate = leftOut('certificate', 'Modify certificate resources');
export const debug = leftOut(
	'debug',
	'Create debugging sessions for troubleshooting workloads and nodes',
	['copy-to', 'custom', 'env', 'image', 'image-pull-policy', 'profile', 'set-image', 'target'],
	[
		...FILENAME_FLAGS,
		{name: 'container', short: 'c', type: 'string', help: 'Name of the container'},
		...[
			['stdin', 'i'],
			['tty', 't'],
			['quiet', 'q'],
		].map(([name, short]) => switchFlag(name!, short)),
		...['arguments-only', 'attach', 'keep-annotations', 'keep-labels', 'replace', 'same-node', 'share-processes'].map(
			name => switchFlag(name),
		),
	],
);
export const proxy = leftOut(
	'proxy',
	'Run a proxy to the Kubernetes API server',
	['accept-hosts', 'accept-paths', 'address', 'api-prefix', 'unix-socket', 'www-prefix'],
	[
		{name: 'port', short: 'p', type: 'int', help: 'The port to listen on'},
		{name: 'www', short: 'w', type: 'string', help: 'A directory with files'},
	],
);

/** Nobody has to prove who they are here. */
export const createToken = leftOut('create token', 'Request a service account token', ['audience', 'duration']);
export const authReconcile = leftOut(
	'auth reconcile',
	'Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects',
	[],
	[...FILENAME_FLAGS, switchFlag('remove-extra-permissions'), switchFlag('remove-extra-subjects')],
);
export const setSubject = leftOut(
	'set subject',
	'Update the user, group, or service account in a role binding or cluster role binding',
	['group', 'serviceaccount'],
);

function leftOut(
	path: string,
	short: string,
	flagNames: readonly string[] = [],
	others: readonly Flag[] = [],
): Subcommand {
	const flags = flagNames.map(name => ({name, type: 'array', help: short, hidden: true}) as const);
	return {
		name: path.split(' ').at(-1)!,
		short,
		usage: `kubectl ${path}`,
		flags: [...flags, ...others, ...PRINT_FLAGS, DRY_RUN_FLAG],
		// biome-ignore lint/correctness/useYield: a program that ends at once
		*run() {
			throw notSimulated(`kubectl ${path}`);
		},
	};
}

function switchFlag(name: string, short?: string): Flag {
	return {name, ...(short && {short}), type: 'boolean', help: `As of kubectl's --${name}`, hidden: true};
}
