import type {Json} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import type {KindDefinition} from '../../cluster/kind.ts';
import {allKinds, apiVersionOf} from '../../cluster/kinds.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import type {Invocation} from '../command.ts';
import {notSimulated} from '../not-simulated.ts';
import {goStruct} from '../printers/go-struct.ts';
import {goString, objectJson} from '../printers/json.ts';
import {refusal} from './failures.ts';
import {scaleOf} from './scale-subresource.ts';
import {SERVER_VERSION} from './version.ts';

const HEALTH_PATHS = ['/healthz', '/livez', '/readyz'];
const LEFT_OUT = ['/logs', '/metrics', '/openapi', '/.well-known'];
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const OTHER_FLAGS = ['watch', 'watch-only', 'selector', 'field-selector', 'sort-by', 'filename', 'kustomize'];

/** `get --raw PATH`: what the server answers to the bare path. Throws the server's NotFound. */
export function rawText(invocation: Invocation): string {
	const {args, flags} = invocation;
	const text = flags.string('raw');
	if (args.length > 0) throw refusal('arguments may not be passed when --raw is specified');
	if (OTHER_FLAGS.some(name => flags.given(name)))
		throw refusal('--raw may not be specified with other flags that filter the server request or alter the output');
	if (flags.string('output') !== '') throw refusal('--raw and --output are mutually exclusive');
	if (!text.startsWith('/'))
		throw refusal(`--raw must be a valid URL path: parse ${JSON.stringify(text)}: invalid URI for request`);
	const [path = '', query = ''] = text.split('?');
	const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
	if (HEALTH_PATHS.includes(plain)) {
		if (query !== '') throw notSimulated(`kubectl get --raw ${text}`);
		return 'ok';
	}
	if (LEFT_OUT.some(start => plain === start || plain.startsWith(`${start}/`)))
		throw notSimulated(`kubectl get --raw ${plain}`);
	// The version is the one answer over several lines.
	if (plain === '/version') return JSON.stringify(SERVER_VERSION, null, 2);
	return `${compact(answer(invocation, plain, parameters(query)))}\n`;
}

function answer(invocation: Invocation, path: string, query: ReadonlyMap<string, string>): Json {
	if (path === '/api') {
		const address = {clientCIDR: '0.0.0.0/0', serverAddress: '172.18.0.2:6443'};
		return {kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [address]};
	}
	if (path === '/apis') return {kind: 'APIGroupList', apiVersion: 'v1', groups: groupNames().map(groupOf)};
	const [, root, ...rest] = path.split('/');
	const [group, ...parts] = root === 'api' ? ['', ...rest] : root === 'apis' ? rest : [];
	const [version, ...names] = parts;
	if (root === 'apis' && group !== undefined && version === undefined && groupNames().includes(group))
		return {kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group)};
	const kinds = allKinds().filter(one => one.group === group && one.version === version);
	if (kinds.length === 0) throw notThere();
	if (names.length === 0) return resourceList(kinds);
	return objectsAt(invocation, kinds, names, query);
}

// namespaces/NAMESPACE/PLURAL/NAME/SUBRESOURCE, or without the namespace.
function objectsAt(
	{cluster}: Invocation,
	kinds: readonly KindDefinition[],
	names: readonly string[],
	query: ReadonlyMap<string, string>,
): Json {
	const inNamespace = names[0] === 'namespaces' && names.length > 2 && names[2] !== 'status';
	const [plural, name, subresource, ...more] = inNamespace ? names.slice(2) : names;
	const namespace = inNamespace ? names[1] : undefined;
	const definition = kinds.find(one => one.plural === plural);
	if (!definition || more.length > 0 || (inNamespace && !definition.namespaced)) throw notThere();
	if (name === undefined) {
		const [labelSelector, fieldSelector] = [query.get('labelSelector'), query.get('fieldSelector')];
		const items = cluster.api.list(definition.kind, namespace, {
			...(labelSelector && {labelSelector}),
			...(fieldSelector && {fieldSelector}),
		});
		return {
			kind: `${definition.kind}List`,
			apiVersion: apiVersionOf(definition),
			metadata: {resourceVersion: String(cluster.store.version)},
			items: items.map(withoutType),
		};
	}
	if (definition.namespaced && namespace === undefined) throw notThere();
	const object: KubeObject = cluster.api.get(definition.kind, namespace, name);
	if (subresource === 'scale') return goStruct(objectJson(scaleOf(object, definition)));
	if (subresource !== undefined && subresource !== 'status') throw notThere();
	return goStruct(objectJson(object));
}

// The items of a list don't repeat what they are.
function withoutType(object: KubeObject): Json {
	const {kind: _, apiVersion: __, ...rest} = goStruct(objectJson(object)) as {readonly [key: string]: Json};
	return rest;
}

function groupNames(): string[] {
	return [...new Set(allKinds().map(({group}) => group))].filter(group => group !== '').sort();
}

function groupOf(name: string): {name: string; versions: Json; preferredVersion: Json} {
	const versions = [
		...new Set(
			allKinds()
				.filter(({group}) => group === name)
				.map(({version}) => version),
		),
	];
	const entries = versions.map(version => ({groupVersion: `${name}/${version}`, version}));
	return {name, versions: entries, preferredVersion: entries[0]!};
}

function resourceList(kinds: readonly KindDefinition[]): Json {
	const resources = kinds.map(({categories, kind, namespaced, plural, shortNames, singular}) => ({
		name: plural,
		singularName: singular,
		namespaced,
		kind,
		verbs: VERBS,
		...(shortNames.length > 0 && {shortNames}),
		...(categories.length > 0 && {categories}),
	}));
	return {kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersionOf(kinds[0]!), resources};
}

function parameters(query: string): ReadonlyMap<string, string> {
	return new Map(
		query.split('&').map(pair => {
			const [name = '', ...value] = pair.split('=');
			return [name, decoded(value.join('='))];
		}),
	);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}

// In the order in which the fields stand, as the server writes its structs.
function compact(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(compact).join(',')}]`;
	if (typeof value === 'object' && value !== null)
		return `{${Object.entries(value)
			.map(([key, one]) => `${goString(key)}:${compact(one as Json)}`)
			.join(',')}}`;
	return typeof value === 'string' ? goString(value) : JSON.stringify(value);
}

function notThere(): ApiError {
	return new ApiError('NotFound', 'the server could not find the requested resource');
}
