import type {Json} from '../../cluster/api.ts';
import {print} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {type Kubeconfig, readKubeconfig} from '../kubeconfig.ts';
import {formatPrinter, noPrinter, PRINT_FLAGS} from '../output.ts';
import {toYaml} from '../printers/yaml.ts';
import {deleteContext, getContexts, renameContext, setContext, useContext} from './config-contexts.ts';
import {deleteCluster, deleteUser} from './config-entries.ts';
import {setCluster, setCredentials, setProperty, unsetProperty} from './config-properties.ts';
import {refusal} from './failures.ts';

const currentContext: Subcommand = {
	name: 'current-context',
	short: 'Display the current-context',
	usage: 'kubectl config current-context',
	flags: [],
	*run({process, flags}) {
		const current = readKubeconfig(process, flags)['current-context'];
		if (!current) throw refusal('current-context is not set');
		yield* print(`${current}\n`);
		return 0;
	},
};

const view: Subcommand = {
	name: 'view',
	short: 'Display merged kubeconfig settings or a specified kubeconfig file',
	usage: 'kubectl config view [flags]',
	examples: "kubectl config view --minify -o jsonpath='{..namespace}'",
	flags: [
		...PRINT_FLAGS,
		{name: 'minify', type: 'boolean', help: 'What the current context uses alone'},
		{name: 'flatten', type: 'boolean', help: 'With the content of referenced files'},
		{name: 'raw', type: 'boolean', help: 'With secrets'},
		{name: 'merge', type: 'optional', default: 'true', whenBare: 'true', help: 'Merge several files', hidden: true},
	],
	*run(invocation) {
		const {process, flags} = invocation;
		const config = readKubeconfig(process, flags);
		const shown = flags.boolean('minify') ? minified(config, invocation) : config;
		const format = flags.string('output') || 'yaml';
		const value = (flags.boolean('raw') ? shown : redacted(shown)) as unknown as Json;
		const printer = formatPrinter(format, flags, process, true);
		if (!printer) throw noPrinter(format);
		yield* print(format === 'yaml' ? toYaml(value) : printer(value));
		return 0;
	},
};

const SECRET_FIELDS = ['token', 'password'];

function redacted(config: Kubeconfig): Kubeconfig {
	const hidden = (user: Record<string, unknown>) =>
		Object.fromEntries(
			Object.entries(user).map(([key, value]) => [key, SECRET_FIELDS.includes(key) ? 'REDACTED' : value]),
		);
	return {...config, users: config.users.map(({name, user}) => ({name, user: hidden(user)}))};
}

function minified(config: Kubeconfig, {flags}: Invocation): Kubeconfig {
	const name = flags.string('context') || config['current-context'];
	const context = config.contexts.find(one => one.name === name);
	if (!context) throw new CommandError('error: current-context must exist in order to minify');
	return {
		...config,
		'current-context': name,
		clusters: config.clusters.filter(one => one.name === context.context.cluster),
		contexts: [context],
		users: config.users.filter(one => one.name === context.context.user),
	};
}

const getClusters: Subcommand = {
	name: 'get-clusters',
	short: 'Display clusters defined in the kubeconfig',
	usage: 'kubectl config get-clusters',
	flags: [],
	*run({process, flags}) {
		yield* print(
			`NAME\n${readKubeconfig(process, flags)
				.clusters.map(({name}) => `${name}\n`)
				.join('')}`,
		);
		return 0;
	},
};

const getUsers: Subcommand = {
	name: 'get-users',
	short: 'Display users defined in the kubeconfig',
	usage: 'kubectl config get-users',
	flags: [],
	*run({process, flags}) {
		yield* print(
			`NAME\n${readKubeconfig(process, flags)
				.users.map(({name}) => `${name}\n`)
				.join('')}`,
		);
		return 0;
	},
};

export const config: Subcommand = {
	name: 'config',
	short: 'Modify kubeconfig files',
	usage: 'kubectl config SUBCOMMAND [options]',
	flags: [],
	subcommands: [
		currentContext,
		deleteCluster,
		deleteContext,
		deleteUser,
		getClusters,
		getContexts,
		getUsers,
		renameContext,
		setProperty,
		setCluster,
		setContext,
		setCredentials,
		unsetProperty,
		useContext,
		view,
	],
};
