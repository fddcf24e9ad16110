import {execFileSync} from 'node:child_process';
import type {Measurement} from './measurement.ts';

/** Size of what `npx kubekata` loads over the network. */
export async function measure(): Promise<Measurement[]> {
	const report = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{size}] = JSON.parse(report) as [{size: number}];
	return [{name: 'tarball-kb', value: size / 1000, unit: 'kB', budget: 1500}];
}
