import type {Cluster, NodeOptions} from '../cluster/cluster.ts';
import type {WorldCommandName} from '../lessons/format.ts';
import {type Command, complain, print} from '../shell/program.ts';

type Taint = NonNullable<NodeOptions['taints']>[number];

/**
 * What happens to a cluster from outside: `node add|remove|fail|heal NAME`, `load WORKLOAD PERCENT`. The hidden lines of a lesson have these
 * commands; the learner has those that the lesson names.
 */
export function worldCommands(cluster: Cluster): ReadonlyMap<WorldCommandName, Command> {
	return new Map<WorldCommandName, Command>([
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
				// Also as kubectl names workloads: `deployment/web`.
				const name = workload.slice(workload.indexOf('/') + 1);
				const number = /^(\d{1,6})%?$/.exec(percent)?.[1];
				if (number === undefined) return yield* usage('load WORKLOAD PERCENT [NAMESPACE]');
				const sharing = cluster.load.set(namespace, name, Number(number));
				if (!sharing) return yield* failure(`there is no workload ${name}`);
				const {readyPods, requestMillicores} = sharing;
				if (Number(number) > 0 && requestMillicores === 0)
					return yield* failure(
						readyPods === 0
							? `no Pod of ${name} is ready to take it`
							: `the Pods of ${name} request no CPU of which ${number}% could be used`,
					);
				const pods = readyPods === 1 ? '1 ready Pod uses' : `${readyPods} ready Pods use`;
				yield* print(`${name}: ${pods} ${number}% of the CPU requested\n`);
				return 0;
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

function* failure(text: string) {
	yield* complain(`load: ${text}\n`);
	return 1;
}

function* usage(text: string) {
	yield* complain(`usage: ${text}\n`);
	return 2;
}
