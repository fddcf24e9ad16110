import {print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {kubeconfigPath, readKubeconfig, writeKubeconfig} from '../kubeconfig.ts';
import {refusal} from './failures.ts';

export const deleteCluster = deletion('cluster', 'clusters');
export const deleteUser = deletion('user', 'users');

function deletion(what: string, list: 'clusters' | 'users'): Subcommand {
	return {
		name: `delete-${what}`,
		short: `Delete the specified ${what} from the kubeconfig`,
		usage: `kubectl config delete-${what} NAME`,
		flags: [],
		*run({process, flags, args}) {
			const [name] = args;
			if (name === undefined || args.length > 1) throw refusal(`Unexpected args: [${args.join(' ')}]`);
			const config = readKubeconfig(process, flags);
			const path = kubeconfigPath(process, flags);
			const left = (config[list] as {name: string}[]).filter(one => one.name !== name);
			if (left.length === config[list].length) throw refusal(`cannot delete ${what} ${name}, not in ${path}`);
			writeKubeconfig(process, flags, {...config, [list]: left});
			yield* print(`deleted ${what} ${name} from ${path}\n`);
			return 0;
		},
	};
}
