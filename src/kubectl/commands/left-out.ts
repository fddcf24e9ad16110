import type {Subcommand} from '../command.ts';
import {notSimulated} from '../not-simulated.ts';

// Commands of kubectl that kubekata doesn't have: known, so that they aren't taken for typing errors, and honest about it.

export const certificate = leftOut('certificate', 'Modify certificate resources');
export const completion = leftOut('completion', 'Output shell completion code for the specified shell');
export const debug = leftOut('debug', 'Create debugging sessions for troubleshooting workloads and nodes');
export const kustomizeCommand = leftOut('kustomize', 'Build a kustomization target from a directory or URL');
export const plugin = leftOut('plugin', 'Provides utilities for interacting with plugins');
export const proxy = leftOut('proxy', 'Run a proxy to the Kubernetes API server');

function leftOut(name: string, short: string): Subcommand {
	return {
		name,
		short,
		usage: `kubectl ${name}`,
		flags: [],
		// biome-ignore lint/correctness/useYield: a program that ends at once
		*run() {
			throw notSimulated(`kubectl ${name}`);
		},
	};
}
