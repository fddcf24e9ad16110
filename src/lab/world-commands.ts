import type {Cluster, NodeOptions} from '../cluster/cluster.ts';
import {type Command, complain} from '../shell/program.ts';

type Taint = NonNullable<NodeOptions['taints']>[number];

/** What only the hidden lines of a lesson can do: `node add|remove|fail|heal NAME`, `load WORKLOAD PERCENT`. */
export function worldCommands(cluster: Cluster): ReadonlyMap<string, Command> {
	return new Map<string, Command>([
		[
			'node',
			function* ([action, name, ...options]) {
				if (name === undefined)
					return yield* usage('node add NAME [key=value…] [key=value:Effect…], node remove|fail|heal NAME');
				if (action === 'add') cluster.machines.add(nodeOptions(name, options));
				else if (action === 'remove' || action === 'fail' || action === 'heal') cluster.machines[action](name);
				else return yield* usage('node add|remove|fail|heal NAME');
				return 0;
			},
		],
		[
			'load',
			function* ([workload = '', percent = '', namespace = 'default']) {
				if (!/^\d+$/.test(percent)) return yield* usage('load WORKLOAD PERCENT [NAMESPACE]');
				if (cluster.load.set(namespace, workload, Number(percent))) return 0;
				yield* complain(`load: there is no workload ${workload}\n`);
				return 1;
			},
		],
	]);
}

// As kubectl writes labels and taints: `disk=ssd`, `gpu=yes:NoSchedule`.
function nodeOptions(name: string, options: readonly string[]): NodeOptions {
	const taints = options.flatMap(option => {
		const match = /^([^=:]+)(?:=([^:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(option);
		return match ? [{key: match[1]!, ...(match[2] && {value: match[2]}), effect: match[3] as Taint['effect']}] : [];
	});
	const labels = options
		.filter(option => !option.includes(':'))
		.map(option => [option.split('=')[0]!, option.split('=')[1] ?? ''] as const);
	return {name, labels: Object.fromEntries(labels), taints};
}

function* usage(text: string) {
	yield* complain(`usage: ${text}\n`);
	return 2;
}
