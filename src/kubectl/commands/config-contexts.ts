import {complain, print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {kubeconfigPath, readKubeconfig, writeKubeconfig} from '../kubeconfig.ts';
import {TabWriter} from '../printers/tab-writer.ts';
import {refusal} from './failures.ts';

export const getContexts: Subcommand = {
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

export const useContext: Subcommand = {
	name: 'use-context',
	aliases: ['use'],
	short: 'Set the current-context in a kubeconfig file',
	usage: 'kubectl config use-context CONTEXT_NAME',
	flags: [],
	*run({process, flags, args}) {
		const [name] = args;
		if (name === undefined || args.length > 1) throw unexpectedArguments(args);
		const config = readKubeconfig(process, flags);
		if (!config.contexts.some(context => context.name === name))
			throw refusal(`no context exists with the name: ${JSON.stringify(name)}`);
		writeKubeconfig(process, flags, {...config, 'current-context': name});
		yield* print(`Switched to context ${JSON.stringify(name)}.\n`);
		return 0;
	},
};

export const setContext: Subcommand = {
	name: 'set-context',
	short: 'Set a context entry in kubeconfig',
	usage: 'kubectl config set-context [NAME | --current] [--cluster=cluster] [--user=user] [--namespace=namespace]',
	examples: 'kubectl config set-context --current --namespace=dev',
	flags: [
		{name: 'current', type: 'boolean', help: 'Change the context in use'},
		{name: 'user', type: 'string', help: 'The user of the context'},
	],
	*run({process, flags, args}) {
		const current = flags.boolean('current');
		if (args.length > 1) throw unexpectedArguments(args);
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

export const renameContext: Subcommand = {
	name: 'rename-context',
	short: 'Rename a context from the kubeconfig file',
	usage: 'kubectl config rename-context CONTEXT_NAME NEW_NAME',
	flags: [],
	*run({process, flags, args}) {
		const [before, after] = args;
		if (before === undefined || after === undefined || args.length > 2) throw unexpectedArguments(args);
		if (after === '') throw refusal('You must specify a new non-empty context name');
		const config = readKubeconfig(process, flags);
		const path = kubeconfigPath(process, flags);
		const exists = (name: string) => config.contexts.some(context => context.name === name);
		const start = `cannot rename the context ${JSON.stringify(before)},`;
		if (!exists(before)) throw refusal(`${start} it's not in ${path}`);
		if (exists(after)) throw refusal(`${start} the context ${JSON.stringify(after)} already exists in ${path}`);
		const contexts = config.contexts.map(one => (one.name === before ? {...one, name: after} : one));
		const current = config['current-context'] === before ? after : config['current-context'];
		writeKubeconfig(process, flags, {...config, contexts, 'current-context': current});
		yield* print(`Context ${JSON.stringify(before)} renamed to ${JSON.stringify(after)}.\n`);
		return 0;
	},
};

export const deleteContext: Subcommand = {
	name: 'delete-context',
	short: 'Delete the specified context from the kubeconfig',
	usage: 'kubectl config delete-context NAME',
	flags: [],
	*run({process, flags, args}) {
		const [name] = args;
		if (name === undefined || args.length > 1) throw unexpectedArguments(args);
		const config = readKubeconfig(process, flags);
		const path = kubeconfigPath(process, flags);
		const contexts = config.contexts.filter(context => context.name !== name);
		if (contexts.length === config.contexts.length) throw refusal(`cannot delete context ${name}, not in ${path}`);
		if (config['current-context'] === name)
			yield* complain(
				'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
			);
		writeKubeconfig(process, flags, {...config, contexts});
		yield* print(`deleted context ${name} from ${path}\n`);
		return 0;
	},
};

function unexpectedArguments(args: readonly string[]) {
	return refusal(`Unexpected args: [${args.join(' ')}]`);
}
