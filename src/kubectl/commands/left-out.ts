import type {Subcommand} from '../command.ts';
import {notSimulated} from '../not-simulated.ts';
import {DRY_RUN_FLAG, PRINT_FLAGS} from '../output.ts';

// Commands of kubectl that kubekata doesn't have: known, so that they aren't taken for typing errors, and honest about it.

export const certificate = leftOut('certificate', 'Modify certificate resources');
export const completion = leftOut('completion', 'Output shell completion code for the specified shell');
export const debug = leftOut('debug', 'Create debugging sessions for troubleshooting workloads and nodes');
export const plugin = leftOut('plugin', 'Provides utilities for interacting with plugins');
export const proxy = leftOut('proxy', 'Run a proxy to the Kubernetes API server');

/** Nobody has to prove who they are here. */
export const createToken = leftOut('create token', 'Request a service account token', ['audience', 'duration']);
export const applyEditLastApplied = leftOut(
	'apply edit-last-applied',
	'Edit latest last-applied-configuration annotations of a resource/object',
);
export const setSubject = leftOut(
	'set subject',
	'Update the user, group, or service account in a role binding or cluster role binding',
	['group', 'serviceaccount'],
);

function leftOut(path: string, short: string, flagNames: readonly string[] = []): Subcommand {
	const flags = flagNames.map(name => ({name, type: 'array', help: short, hidden: true}) as const);
	return {
		name: path.split(' ').at(-1)!,
		short,
		usage: `kubectl ${path}`,
		flags: [...flags, ...PRINT_FLAGS, DRY_RUN_FLAG],
		// biome-ignore lint/correctness/useYield: a program that ends at once
		*run() {
			throw notSimulated(`kubectl ${path}`);
		},
	};
}
