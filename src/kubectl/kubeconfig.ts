import {parseDocument, stringify} from 'yaml';
import {FileError} from '../shell/files.ts';
import type {Process} from '../shell/program.ts';
import {CommandError, type Flags} from './command.ts';

/** The parts of a kubeconfig file that kubekata reads and writes. Other keys are kept as they are. */
export interface Kubeconfig {
	apiVersion: 'v1';
	kind: 'Config';
	'current-context': string;
	clusters: {name: string; cluster: Record<string, unknown>}[];
	contexts: {name: string; context: {cluster: string; user: string; namespace?: string}}[];
	users: {name: string; user: Record<string, unknown>}[];
	[key: string]: unknown;
}

const CONTEXT = 'kubekata';

/** What the learner starts with; a file appears only once something is changed. */
const DEFAULT_CONFIG: Kubeconfig = {
	apiVersion: 'v1',
	kind: 'Config',
	'current-context': CONTEXT,
	clusters: [{name: CONTEXT, cluster: {server: 'https://172.18.0.2:6443'}}],
	contexts: [{name: CONTEXT, context: {cluster: CONTEXT, user: 'learner'}}],
	users: [{name: 'learner', user: {}}],
};

/** The kubeconfig of the learner: `--kubeconfig`, `$KUBECONFIG` or `~/.kube/config`. */
export function readKubeconfig(process: Process, flags: Flags): Kubeconfig {
	const path = kubeconfigPath(process, flags);
	if (!process.files.stat(path)) {
		if (flags.given('kubeconfig'))
			throw new CommandError(`error: stat ${flags.string('kubeconfig')}: no such file or directory`);
		return structuredClone(DEFAULT_CONFIG);
	}
	try {
		const document = parseDocument(process.files.read(path), {maxAliasCount: 10} as never);
		const config = document.toJS({maxAliasCount: 10}) as Partial<Kubeconfig> | null;
		if (document.errors.length > 0 || typeof config !== 'object') throw new Error('no mapping');
		return {
			...structuredClone(DEFAULT_CONFIG),
			clusters: [],
			contexts: [],
			users: [],
			'current-context': '',
			...config,
		};
	} catch (error) {
		if (error instanceof FileError) throw new CommandError(`error: open ${path}: ${error.message.toLowerCase()}`);
		throw new CommandError(`error: error loading config file "${path}": yaml: could not be read`);
	}
}

export function writeKubeconfig(process: Process, flags: Flags, config: Kubeconfig): void {
	const path = kubeconfigPath(process, flags);
	process.files.makeDirectory(path.slice(0, path.lastIndexOf('/')) || '/', {parents: true});
	// kubectl keeps its entries in maps, so they come out by name.
	const byName = <T extends {name: string}>(entries: T[]) => [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
	const {clusters, contexts, users} = config;
	const sorted = {...config, clusters: byName(clusters), contexts: byName(contexts), users: byName(users)};
	process.files.write(path, stringify(sorted, {sortMapEntries: true, lineWidth: 0}), {mode: 0o600});
}

/** The namespace of the context in use. */
export function contextNamespace(process: Process, flags: Flags): string {
	const config = readKubeconfig(process, flags);
	const name = flags.string('context') || config['current-context'];
	const found = config.contexts.find(context => context.name === name);
	if (flags.given('context') && !found)
		throw new CommandError(`Error in configuration: context was not found for specified context: ${name}`);
	const [cluster, user] = [flags.string('cluster'), flags.string('user')];
	if (cluster !== '' && !config.clusters.some(one => one.name === cluster))
		throw new CommandError(`error: no server found for cluster ${JSON.stringify(cluster)}`);
	if (user !== '' && !config.users.some(one => one.name === user))
		throw new CommandError(`error: auth info ${JSON.stringify(user)} does not exist`);
	return found?.context.namespace || 'default';
}

/** Where the kubeconfig is, or would be. */
export function kubeconfigPath({env, cwd}: Process, flags: Flags): string {
	const given = flags.string('kubeconfig') || env.get('KUBECONFIG');
	if (!given) return `${env.get('HOME') ?? '/root'}/.kube/config`;
	return given.startsWith('/') ? given : `${cwd}/${given}`;
}
