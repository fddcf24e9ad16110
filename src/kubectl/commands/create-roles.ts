import type {Json} from '../../cluster/api.ts';
import {findResource} from '../../cluster/kinds.ts';
import {CommandError, type Flag, type Flags, type Invocation} from '../command.ts';
import type {ManifestObject} from '../manifests.ts';
import {generatorCommand} from './create-generator.ts';
import {refusal} from './failures.ts';

// Access rules aren't simulated; what `--dry-run=client` prints is made by kubectl alone.

const API_VERSION = 'rbac.authorization.k8s.io/v1';
const RESOURCE_VERBS = new Set(
	'* get delete list create update patch watch proxy deletecollection use bind escalate impersonate'.split(' '),
);
const PATH_VERBS = new Set(['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options']);

/** Resources of real clusters that people give rights for and that the cluster here doesn't have. */
const OTHER_RESOURCES: Readonly<Record<string, string>> = {
	clusterrolebindings: 'rbac.authorization.k8s.io',
	clusterroles: 'rbac.authorization.k8s.io',
	ingressclasses: 'networking.k8s.io',
	ingresses: 'networking.k8s.io',
	leases: 'coordination.k8s.io',
	networkpolicies: 'networking.k8s.io',
	resourcequotas: '',
	rolebindings: 'rbac.authorization.k8s.io',
	roles: 'rbac.authorization.k8s.io',
};

const RULE_FLAGS: readonly Flag[] = [
	{name: 'verb', type: 'strings', help: 'What may be done: get, list, create, …'},
	{name: 'resource', type: 'strings', help: 'With what, such as pods or deployments.apps'},
	{name: 'resource-name', type: 'array', help: 'Only with this object; may be repeated'},
];

export const createRole = generatorCommand({
	path: 'role',
	short: 'Create a role with single rule',
	usage: 'kubectl create role NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename]',
	examples: 'kubectl create role reader --verb=get,list --resource=pods --dry-run=client -o yaml',
	flags: RULE_FLAGS,
	*warnings({flags}) {
		if (flags.strings('verb').length > 0) yield* verbWarnings(flags);
	},
	build({flags}, name) {
		if (flags.strings('verb').length === 0) throw refusal('at least one verb must be specified');
		if (flags.strings('resource').length === 0) throw refusal('at least one resource must be specified');
		return {apiVersion: API_VERSION, kind: 'Role', metadata: {name}, rules: rulesOf(flags)};
	},
});

export const createClusterRole = generatorCommand({
	path: 'clusterrole',
	short: 'Create a cluster role',
	usage: 'kubectl create clusterrole NAME --verb=verb --resource=resource.group [--resource-name=resourcename]',
	flags: [
		...RULE_FLAGS,
		{name: 'non-resource-url', type: 'strings', help: 'A path of the server, such as /logs'},
		{name: 'aggregation-rule', type: 'strings', help: 'Labels of the roles that this one is made of, KEY=VALUE'},
	],
	*warnings({flags}) {
		if (flags.strings('verb').length > 0 && flags.strings('resource').length > 0) yield* verbWarnings(flags);
	},
	build: clusterRoleOf,
});

export const createRoleBinding = generatorCommand({
	path: 'rolebinding',
	short: 'Create a role binding for a particular role or cluster role',
	usage: 'kubectl create rolebinding NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname]',
	flags: [
		{name: 'clusterrole', type: 'string', help: 'The ClusterRole'},
		{name: 'role', type: 'string', help: 'The Role'},
		...subjectFlags(),
	],
	build({flags}, name) {
		const [clusterRole, role] = [flags.string('clusterrole'), flags.string('role')];
		if ((clusterRole === '') === (role === '')) throw refusal('exactly one of clusterrole or role must be specified');
		return bindingOf(flags, name, 'RoleBinding', role ? ['Role', role] : ['ClusterRole', clusterRole]);
	},
});

export const createClusterRoleBinding = generatorCommand({
	path: 'clusterrolebinding',
	short: 'Create a cluster role binding for a particular cluster role',
	usage: 'kubectl create clusterrolebinding NAME --clusterrole=NAME [--user=username] [--group=groupname]',
	flags: [{name: 'clusterrole', type: 'string', required: true, help: 'The ClusterRole'}, ...subjectFlags()],
	build: ({flags}, name) => bindingOf(flags, name, 'ClusterRoleBinding', ['ClusterRole', flags.string('clusterrole')]),
});

function* verbWarnings(flags: Flags): Iterable<string> {
	for (const verb of verbsOf(flags))
		if (!RESOURCE_VERBS.has(verb)) yield `Warning: '${verb}' is not a standard resource verb\n`;
}

function verbsOf(flags: Flags): readonly string[] {
	const verbs = [...new Set(flags.strings('verb'))];
	return verbs.includes('*') ? ['*'] : verbs;
}

// One rule a group; resources of the same group share one.
function rulesOf(flags: Flags): Json[] {
	const groups = new Map<string, string[]>();
	for (const text of flags.strings('resource')) {
		const {group, resource} = resolved(text);
		groups.set(group, [...(groups.get(group) ?? []), resource]);
	}
	const resourceNames = [...new Set(flags.strings('resource-name'))];
	return [...groups].sort().map(([group, resources]) => ({
		apiGroups: [group],
		...(resourceNames.length > 0 && {resourceNames}),
		resources,
		verbs: verbsOf(flags),
	}));
}

function resolved(text: string): {group: string; resource: string} {
	const [, name = '', group = '', subresource = ''] = /^([^./]*)(?:\.([^/]*))?(\/.*)?$/.exec(text) ?? [];
	if (name === '') throw refusal('resource must be specified if apiGroup/subresource specified');
	if (name === '*') return {group, resource: name + subresource};
	const other = OTHER_RESOURCES[name];
	if (other !== undefined && (group === '' || group === other)) return {group: other, resource: name + subresource};
	const definition = findResource(group === '' ? name : `${name}.${group}`);
	if (!definition) {
		const where = group === '' ? '' : ` in group ${JSON.stringify(group)}`;
		throw new CommandError(`the server doesn't have a resource type ${JSON.stringify(name)}${where}`);
	}
	return {group: definition.group, resource: definition.plural + subresource};
}

function clusterRoleOf({flags}: Invocation, name: string): ManifestObject {
	const role = {apiVersion: API_VERSION, kind: 'ClusterRole', metadata: {name}};
	const [verbs, resources, paths, aggregation] = ['verb', 'resource', 'non-resource-url', 'aggregation-rule'].map(
		flag => flags.strings(flag),
	) as [readonly string[], readonly string[], readonly string[], readonly string[]];
	if (aggregation.length > 0) {
		if (verbs.length + resources.length + paths.length + flags.strings('resource-name').length > 0)
			throw refusal('aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames');
		const matchLabels = Object.fromEntries(aggregation.map(pair => pair.split('=') as [string, string]));
		return {...role, aggregationRule: {clusterRoleSelectors: [{matchLabels}]}, rules: null};
	}
	if (verbs.length === 0) throw refusal('at least one verb must be specified');
	if (resources.length === 0 && paths.length === 0)
		throw refusal('one of resource or nonResourceURL must be specified');
	const rules = resources.length > 0 ? rulesOf(flags) : [];
	checkPaths(verbs, paths);
	const pathRules = paths.length > 0 ? [{nonResourceURLs: paths, verbs: verbsOf(flags)}] : [];
	return {...role, rules: [...rules, ...pathRules]};
}

function checkPaths(verbs: readonly string[], paths: readonly string[]): void {
	const verb = paths.length > 0 ? verbs.find(one => !PATH_VERBS.has(one)) : undefined;
	if (verb !== undefined) throw refusal(`invalid verb: '${verb}' for nonResourceURL`);
	for (const path of paths) {
		if (path === '*') continue;
		if (!path.startsWith('/')) throw refusal('nonResourceURL should start with /');
		if (path.slice(0, -1).includes('*'))
			throw refusal("nonResourceURL only supports wildcard matches when '*' is at the end");
	}
}

function bindingOf(
	flags: Flags,
	name: string,
	kind: string,
	[roleKind, role]: readonly [string, string],
): ManifestObject {
	const apiGroup = 'rbac.authorization.k8s.io';
	const accounts = flags.strings('serviceaccount').map(text => {
		const [namespace, account, ...rest] = text.split(':');
		if (!namespace || !account || rest.length > 0) throw refusal('serviceaccount must be <namespace>:<name>');
		return {kind: 'ServiceAccount', name: account, namespace};
	});
	const subjects = [
		...flags.strings('user').map(user => ({apiGroup, kind: 'User', name: user})),
		...flags.strings('group').map(group => ({apiGroup, kind: 'Group', name: group})),
		...accounts,
	];
	return {
		apiVersion: API_VERSION,
		kind,
		metadata: {name},
		roleRef: {apiGroup, kind: roleKind, name: role},
		...(subjects.length > 0 && {subjects}),
	};
}

function subjectFlags(): readonly Flag[] {
	return [
		{name: 'user', type: 'array', help: 'A user who gets the role; may be repeated'},
		{name: 'group', type: 'array', help: 'A group that gets the role; may be repeated'},
		{name: 'serviceaccount', type: 'array', help: 'A service account that gets the role, NAMESPACE:NAME'},
	];
}
