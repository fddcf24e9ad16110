import type {Cluster} from '../cluster/cluster.ts';
import type {WorldCommandName} from '../lessons/format.ts';
import {type Command, complain, type Program, print} from '../shell/program.ts';
import {chaosCommand} from './chaos-command.ts';
import {nodeCommand} from './node-command.ts';

/** All of them: what the learner has in the sandbox. */
export const WORLD_COMMANDS: readonly WorldCommandName[] = ['node', 'load', 'chaos'];

/**
 * What happens to a cluster from outside: `node`, `load WORKLOAD PERCENT`, `chaos`. The hidden lines of a lesson have these commands; the
 * learner has those that the lesson names.
 * @param tell where is told of what such a command does later
 */
export function worldCommands(
	cluster: Cluster,
	tell: (line: string) => void = () => {},
): ReadonlyMap<WorldCommandName, Command> {
	return new Map<WorldCommandName, Command>([
		['node', nodeCommand(cluster)],
		['load', loadCommand(cluster)],
		['chaos', chaosCommand(cluster, tell)],
	]);
}

/** `load WORKLOAD PERCENT [NAMESPACE]`: work from outside that the Pods of a workload share. */
function loadCommand(cluster: Cluster): Command {
	return function* ([workload = '', percent = '', namespace = 'default']) {
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
	};
}

function* failure(text: string): Program {
	yield* complain(`load: ${text}\n`);
	return 1;
}

function* usage(text: string): Program {
	yield* complain(`usage: ${text}\n`);
	return 2;
}
