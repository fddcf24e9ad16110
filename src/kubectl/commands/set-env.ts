import type {KubeObject} from '../../cluster/objects.ts';
import {complain, type Effect, type Reply, readAll} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import type {Container} from '../describe/containers.ts';
import {throwAll} from '../failure-text.ts';
import {outputFormat} from '../output.ts';
import {parseVariables, splitVariables, type Variable} from './environment-variables.ts';
import {refusal} from './failures.ts';
import {resourceOf} from './kind-names.ts';
import {CHANGE_FLAGS} from './object-changes.ts';
import {
	CONTAINERS_FLAG,
	changeContainers,
	changePodSpecs,
	matchesName,
	type PodSpec,
	podSpecOf,
} from './pod-spec-change.ts';
import {
	ALL_FLAG,
	LOCAL_FLAG,
	requireResources,
	type Selection,
	selectObjects,
	selectOne,
	TARGET_FLAGS,
} from './selection.ts';
import {listVariables} from './set-env-list.ts';

export const setEnv: Subcommand = {
	name: 'env',
	short: 'Update environment variables on a pod template',
	usage: 'kubectl set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
	examples:
		'kubectl set env deployment/web MODE=production\nkubectl set env deployment/web MODE-\nkubectl set env deployment/web --list',
	flags: [
		...TARGET_FLAGS,
		LOCAL_FLAG,
		ALL_FLAG,
		...CHANGE_FLAGS,
		CONTAINERS_FLAG,
		{name: 'env', short: 'e', type: 'array', help: 'A variable to set, KEY=VALUE'},
		{name: 'from', type: 'string', help: 'ConfigMap or Secret to take variables from, such as configmap/settings'},
		{name: 'keys', type: 'strings', help: 'Keys to take; all by default'},
		{name: 'prefix', type: 'string', help: 'Put before the names of the variables'},
		{name: 'resolve', type: 'boolean', help: 'Show values instead of references, with --list'},
		{name: 'list', type: 'boolean', help: 'Show the variables'},
		{name: 'overwrite', type: 'boolean', default: true, help: 'Allow existing variables to get another value'},
	],
	*run(invocation) {
		const {flags} = invocation;
		const {resources, variables: texts} = splitVariables(invocation.args);
		requireResources(invocation, resources);
		if (flags.boolean('list') && outputFormat(flags) !== '')
			throw refusal('--list and --output may not be specified together');
		if (flags.strings('keys').length > 0 && !flags.string('from'))
			throw refusal('when specifying --keys, a configmap or secret must be provided with --from');
		const all = [...flags.strings('env'), ...texts];
		const {remove, variables: given} = parseVariables(all, all.includes('-') ? yield* readAll() : '');
		const prefix = flags.string('prefix');
		const variables = [...given, ...(yield* importedVariables(invocation))].map(variable => ({
			...variable,
			name: prefix + variable.name,
		}));
		const selection = yield* selectObjects(invocation, resources, {all: flags.boolean('all')});
		throwAll(selection.failures);
		const matches = matchesName(flags.string('containers'));
		yield* warnOfNoContainers(selection, flags.string('containers'));
		const changeOf = (spec: PodSpec, object: KubeObject) =>
			changeContainers(spec, matches, container => {
				if (!flags.boolean('overwrite')) refuseOverwrites(object, container, variables);
				return withVariables(container, variables, remove);
			});
		if (flags.boolean('list')) {
			for (const object of selection.objects) {
				const spec = podSpecOf(object);
				if (spec) yield* listVariables(invocation, object, {...spec, ...changeOf(spec, object)}, matches);
			}
			return 0;
		}
		return yield* changePodSpecs(
			invocation,
			selection,
			'env updated',
			'failed to patch env update to pod template:',
			changeOf,
		);
	},
};

function* importedVariables(invocation: Invocation): Generator<Effect, Variable[], Reply> {
	const from = invocation.flags.string('from');
	if (!from) return [];
	const keys = invocation.flags.strings('keys');
	const object = invocation.flags.boolean('local')
		? (yield* selectObjects(invocation)).objects[0]!
		: selectOne(invocation, from);
	if (object.kind !== 'ConfigMap' && object.kind !== 'Secret')
		throw refusal('unsupported resource specified in --from');
	const {data} = object as KubeObject & {data?: Record<string, string>};
	const variables: Variable[] = [];
	for (const key of Object.keys(data ?? {}).sort()) {
		if (keys.length > 0 && !keys.includes(key)) continue;
		const reference = {key, name: object.metadata.name};
		const name = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase();
		if (name !== key) yield* complain(`Warning: key ${key} transferred to ${name}\n`);
		variables.push({
			name,
			valueFrom: object.kind === 'Secret' ? {secretKeyRef: reference} : {configMapKeyRef: reference},
		});
	}
	return variables;
}

function* warnOfNoContainers({objects}: Selection, selector: string): Generator<Effect, void, Reply> {
	const matches = matchesName(selector);
	for (const object of objects) {
		const spec = podSpecOf(object);
		const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
		if (spec && !containers.some(({name}) => matches(name)))
			yield* complain(
				`Warning: ${object.kind}/${object.metadata.name} does not have any containers matching ${JSON.stringify(selector)}\n`,
			);
	}
}

function refuseOverwrites(object: KubeObject, {env = []}: Container, variables: readonly Variable[]): void {
	for (const {name, value} of variables) {
		const existing = env.find(variable => variable.name === name);
		if (existing && existing.value !== value)
			throw refusal(
				`${resourceOf(object.kind).split('.')[0]}/${object.metadata.name} ` +
					`'${name}' already has a value (${existing.value ?? ''}), and --overwrite is false`,
			);
	}
}

// Known variables keep their places, new ones come last.
function withVariables(container: Container, variables: readonly Variable[], remove: readonly string[]): Container {
	const {env: before, ...rest} = container;
	const env = (before ?? [])
		.filter(({name}) => !remove.includes(name))
		.map(variable => variables.findLast(({name}) => name === variable.name) ?? variable);
	for (const variable of variables) if (!env.some(({name}) => name === variable.name)) env.push(variable);
	return env.length > 0 ? {...container, env} : (rest as Container);
}
