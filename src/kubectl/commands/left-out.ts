import type {Subcommand} from '../command.ts';
import {notSimulated} from '../not-simulated.ts';
import {DRY_RUN_FLAG, PRINT_FLAGS} from '../output.ts';

// Commands of kubectl that kubekata doesn't have: known, so that they aren't taken for typing errors, and honest about it.

export const certificate = leftOut('certificate', 'Modify certificate resources');
export const completion = leftOut('completion', 'Output shell completion code for the specified shell');
export const debug = leftOut('debug', 'Create debugging sessions for troubleshooting workloads and nodes');
export const plugin = leftOut('plugin', 'Provides utilities for interacting with plugins');
export const proxy = leftOut('proxy', 'Run a proxy to the Kubernetes API server');

const RULE_FLAGS = ['verb', 'resource', 'resource-name', 'non-resource-url', 'aggregation-rule'];
const SUBJECT_FLAGS = ['role', 'clusterrole', 'user', 'group', 'serviceaccount'];

/** `kubectl create` of kinds that the cluster doesn't have. */
export const createLeftOut: readonly Subcommand[] = [
	leftOut('create clusterrole', 'Create a cluster role', RULE_FLAGS),
	leftOut('create clusterrolebinding', 'Create a cluster role binding for a particular cluster role', SUBJECT_FLAGS),
	leftOut('create ingress', 'Create an ingress with the specified name', [
		'annotation',
		'class',
		'default-backend',
		'rule',
	]),
	leftOut('create role', 'Create a role with single rule', RULE_FLAGS),
	leftOut('create rolebinding', 'Create a role binding for a particular role or cluster role', SUBJECT_FLAGS),
	leftOut('create token', 'Request a service account token', ['audience', 'duration']),
];
/** Clusters and users other than the one that exists. */
export const configLeftOut: readonly Subcommand[] = [
	leftOut('config set', 'Set an individual value in a kubeconfig file'),
	leftOut('config set-cluster', 'Set a cluster entry in kubeconfig', ['embed-certs', 'proxy-url', 'server']),
	leftOut('config set-credentials', 'Set a user entry in kubeconfig', ['embed-certs', 'token', 'username', 'password']),
	leftOut('config unset', 'Unset an individual value in a kubeconfig file'),
];
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
