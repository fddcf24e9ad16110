import {print} from '../../shell/program.ts';
import type {Flags, Subcommand} from '../command.ts';
import {type Kubeconfig, readKubeconfig, writeKubeconfig} from '../kubeconfig.ts';
import {goFields} from '../printers/go-types.ts';
import {refusal} from './failures.ts';

type Entry = Record<string, unknown>;

/** The lists of a kubeconfig, what an entry holds besides its name, and the type of that. */
const LISTS = {
	clusters: ['cluster', 'Cluster'],
	contexts: ['context', 'Context'],
	users: ['user', 'AuthInfo'],
} as const;
type List = keyof typeof LISTS;

const BOOLEANS = ['insecure-skip-tls-verify', 'disable-compression'];

export const setProperty: Subcommand = {
	name: 'set',
	short: 'Set an individual value in a kubeconfig file',
	usage: 'kubectl config set PROPERTY_NAME PROPERTY_VALUE',
	examples: 'kubectl config set contexts.kubekata.namespace dev',
	flags: [
		{name: 'set-raw-bytes', type: 'optional', default: 'false', whenBare: 'true', help: 'No base64', hidden: true},
	],
	*run({process, flags, args}) {
		const [name, value, ...rest] = args;
		if (name === undefined || value === undefined || rest.length > 0)
			throw refusal(`Unexpected args: [${args.join(' ')}]`);
		if (value === '') throw refusal('you cannot use set to unset a property');
		if (name === '') throw refusal('you must specify a property');
		writeKubeconfig(process, flags, withProperty(readKubeconfig(process, flags), name, value));
		yield* print(`Property ${JSON.stringify(name)} set.\n`);
		return 0;
	},
};

export const unsetProperty: Subcommand = {
	name: 'unset',
	short: 'Unset an individual value in a kubeconfig file',
	usage: 'kubectl config unset PROPERTY_NAME',
	examples: 'kubectl config unset contexts.kubekata.namespace',
	flags: [],
	*run({process, flags, args}) {
		const [name, ...rest] = args;
		if (name === undefined || rest.length > 0) throw refusal(`Unexpected args: [${args.join(' ')}]`);
		if (name === '') throw refusal('you must specify a property');
		writeKubeconfig(process, flags, withProperty(readKubeconfig(process, flags), name, undefined));
		yield* print(`Property ${JSON.stringify(name)} unset.\n`);
		return 0;
	},
};

export const setCluster = entryCommand('clusters', 'cluster', 'Cluster', [
	'server',
	'tls-server-name',
	'insecure-skip-tls-verify',
	'certificate-authority',
	'proxy-url',
]);
export const setCredentials = entryCommand('users', 'credentials', 'User', [
	'client-certificate',
	'client-key',
	'token',
	'username',
	'password',
]);

function entryCommand(list: List, what: string, title: string, fields: readonly string[]): Subcommand {
	return {
		name: `set-${what}`,
		short: `Set a ${title.toLowerCase()} entry in kubeconfig`,
		usage: `kubectl config set-${what} NAME ${fields.map(field => `[--${field}=…]`).join(' ')}`,
		flags: fields.map(name => ({
			name,
			type: BOOLEANS.includes(name) ? 'boolean' : 'string',
			help: `The field ${name} of the entry`,
		})),
		*run({process, flags, args}) {
			const [name, ...rest] = args;
			if (name === undefined || rest.length > 0) throw refusal(`Unexpected args: [${args.join(' ')}]`);
			if (name === '') throw refusal(`you must specify a non-empty ${title.toLowerCase()} name`);
			const config = readKubeconfig(process, flags);
			const before = entryOf(config, list, name) ?? {};
			writeKubeconfig(process, flags, withEntry(config, list, name, {...before, ...givenFields(flags, fields)}));
			yield* print(`${title} ${JSON.stringify(name)} set.\n`);
			return 0;
		},
	};
}

function givenFields(flags: Flags, fields: readonly string[]): Entry {
	const given = fields.filter(field => flags.given(field));
	return Object.fromEntries(
		given.map(field => [field, BOOLEANS.includes(field) ? flags.boolean(field) : flags.string(field)]),
	);
}

// `contexts.NAME.namespace`: a name may hold dots, so it ends where a known field begins.
function withProperty(config: Kubeconfig, path: string, value: string | undefined): Kubeconfig {
	if (path === 'current-context') return {...config, 'current-context': value ?? ''};
	const [list = '', ...parts] = path.split('.');
	if (!Object.hasOwn(LISTS, list)) throw refusal(`unable to parse ${path} after [] at api.Config`);
	const known = (goFields(LISTS[list as List][1]) ?? []).map(({name}) => name);
	const at = parts.findIndex((part, index) => index > 0 && known.includes(part));
	const name = (at < 0 ? parts : parts.slice(0, at)).join('.');
	if (name === '') {
		if (value !== undefined) throw refusal(`can't set a map to a value: ${list}`);
		return {...config, [list]: []};
	}
	if (at < 0) {
		if (value !== undefined) throw refusal(`can't set a map to a value: ${list}`);
		return withEntry(config, list as List, name, undefined);
	}
	if (at < parts.length - 1) throw refusal(`unable to parse one or more field values of ${path}`);
	const before = entryOf(config, list as List, name);
	if (!before && value === undefined) throw refusal(`current map key \`${name}\` is invalid`);
	const {[parts[at]!]: _, ...others} = before ?? {};
	return withEntry(config, list as List, name, {
		...others,
		...(value !== undefined && {[parts[at]!]: BOOLEANS.includes(parts[at]!) ? value === 'true' : value}),
	});
}

function entryOf(config: Kubeconfig, list: List, name: string): Entry | undefined {
	const entry = (config[list] as readonly Entry[]).find(one => one.name === name);
	return entry?.[LISTS[list][0]] as Entry | undefined;
}

function withEntry(config: Kubeconfig, list: List, name: string, value: Entry | undefined): Kubeconfig {
	const others = (config[list] as readonly Entry[]).filter(one => one.name !== name);
	return {...config, [list]: value ? [...others, {name, [LISTS[list][0]]: value}] : others};
}
