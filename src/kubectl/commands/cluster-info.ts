import {print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {readKubeconfig} from '../kubeconfig.ts';
import {notSimulated} from '../not-simulated.ts';

export const clusterInfo: Subcommand = {
	name: 'cluster-info',
	short: 'Display cluster information',
	usage: 'kubectl cluster-info',
	flags: [],
	*run({args, process, flags}) {
		if (args[0] === 'dump') throw notSimulated('kubectl cluster-info dump');
		const config = readKubeconfig(process, flags);
		const context = config.contexts.find(({name}) => name === config['current-context'])?.context;
		const server = config.clusters.find(({name}) => name === context?.cluster)?.cluster.server;
		yield* print(
			`Kubernetes control plane is running at ${server}\n\n` +
				"To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n",
		);
		return 0;
	},
};
