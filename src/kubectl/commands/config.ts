import type {Json} from '../../cluster/api.ts';
import {print} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {type Kubeconfig, readKubeconfig, writeKubeconfig} from '../kubeconfig.ts';
import {formatPrinter, noPrinter, PRINT_FLAGS} from '../output.ts';
import {TabWriter} from '../printers/tab-writer.ts';
import {toYaml} from '../printers/yaml.ts';
import {refusal, usageError} from './failures.ts';

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

const getContexts: Subcommand = {
	name: 'get-contexts',
	short: 'Describe one or many contexts',
	usage: 'kubectl config get-contexts [NAME]',
	flags: [
		{name: 'no-headers', type: 'boolean', help: 'No line of column names'},
		{name: 'output', short: 'o', type: 'string', help: '"name" for names alone', values: ['name']},
	],
	*run({process, flags, args}) {
		const config = readKubeconfig(process, flags);
		const wanted = config.contexts.filter(({name}) => args.length === 0 || args.includes(name));
		const missing = args.find(name => !config.contexts.some(context => context.name === name));
		if (flags.string('output') === 'name') yield* print(wanted.map(({name}) => `${name}\n`).join(''));
		else {
			const rows = wanted.map(({name, context}) => [
				name === config['current-context'] ? '*' : '',
				name,
				context.cluster,
				context.user,
				context.namespace ?? '',
			]);
			const header = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
			yield* print(new TabWriter().write(flags.boolean('no-headers') ? rows : [header, ...rows]));
		}
		if (missing !== undefined) throw refusal(`context ${missing} not found`);
		return 0;
	},
};

const useContext: Subcommand = {
	name: 'use-context',
	aliases: ['use'],
	short: 'Set the current-context in a kubeconfig file',
	usage: 'kubectl config use-context CONTEXT_NAME',
	flags: [],
	*run({process, flags, args}) {
		const [name] = args;
		if (name === undefined || args.length > 1)
			throw usageError('config use-context', `Unexpected args: [${args.join(' ')}]`);
		const config = readKubeconfig(process, flags);
		if (!config.contexts.some(context => context.name === name))
			throw refusal(`no context exists with the name: ${JSON.stringify(name)}`);
		writeKubeconfig(process, flags, {...config, 'current-context': name});
		yield* print(`Switched to context ${JSON.stringify(name)}.\n`);
		return 0;
	},
};

const setContext: Subcommand = {
	name: 'set-context',
	short: 'Set a context entry in kubeconfig',
	usage: 'kubectl config set-context [NAME | --current] [--cluster=cluster] [--user=user] [--namespace=namespace]',
	examples: 'kubectl config set-context --current --namespace=dev',
	flags: [{name: 'current', type: 'boolean', help: 'Change the context in use'}],
	*run({process, flags, args}) {
		const current = flags.boolean('current');
		if (args.length > 1) throw usageError('config set-context', `Unexpected args: [${args.join(' ')}]`);
		if (args.length === 0 && !current) throw refusal('you must specify a non-empty context name or --current');
		if (current && args.length > 0) throw refusal('you cannot specify both a context name and --current');
		const config = readKubeconfig(process, flags);
		const name = current ? config['current-context'] : args[0]!;
		if (name === '') throw refusal('no current context is set');
		const before = config.contexts.find(context => context.name === name);
		const context = {
			...(before?.context ?? {cluster: '', user: ''}),
			...(flags.given('cluster') && {cluster: flags.string('cluster')}),
			...(flags.given('user') && {user: flags.string('user')}),
			...(flags.given('namespace') && {namespace: flags.string('namespace')}),
		};
		const contexts = [...config.contexts.filter(one => one.name !== name), {name, context}];
		writeKubeconfig(process, flags, {...config, contexts});
		yield* print(`Context ${JSON.stringify(name)} ${before ? 'modified' : 'created'}.\n`);
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
		const value = shown as unknown as Json;
		const printer = formatPrinter(format, flags, process);
		if (!printer) throw noPrinter(format);
		yield* print(format === 'yaml' ? toYaml(value) : printer(value));
		return 0;
	},
};

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
	subcommands: [currentContext, getClusters, getContexts, getUsers, setContext, useContext, view],
};
