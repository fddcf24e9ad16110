import {ApiError} from '../../cluster/api-error.ts';
import {containerResource} from '../../cluster/node/environment.ts';
import type {ConfigMap, KubeObject, Node, Secret} from '../../cluster/objects.ts';
import {complain, type Effect, print, type Reply} from '../../shell/program.ts';
import {decodeBase64} from '../base64.ts';
import type {Invocation} from '../command.ts';
import type {Container} from '../describe/containers.ts';
import {formatVariable, type Variable} from './environment-variables.ts';
import type {PodSpec} from './pod-spec-change.ts';

/** `set env --list`: the variables of one object's containers, with their values where `--resolve` asks for them. */
export function* listVariables(
	invocation: Invocation,
	object: KubeObject,
	spec: PodSpec,
	matches: (name: string) => boolean,
): Generator<Effect, void, Reply> {
	const resolve = invocation.flags.boolean('resolve');
	for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
		if (!matches(container.name)) continue;
		yield* print(`# ${object.kind} ${object.metadata.name}, container ${container.name}\n`);
		const problems = new Map<string, string[]>();
		for (const variable of container.env ?? []) {
			const value = resolve && variable.valueFrom ? resolved(invocation, object, container, variable) : undefined;
			if (value instanceof Unresolved)
				problems.set(value.message, [...(problems.get(value.message) ?? []), variable.name]);
			yield* print(`${typeof value === 'string' ? `${variable.name}=${value}` : formatVariable(variable)}\n`);
		}
		const lines = [...problems].map(
			([problem, names]) => `error retrieving reference for ${names.sort().join(', ')}: ${problem}\n`,
		);
		yield* complain(lines.sort().join(''));
	}
}

class Unresolved extends Error {}

function resolved(
	invocation: Invocation,
	object: KubeObject,
	container: Container,
	variable: Variable,
): string | Unresolved {
	try {
		return variableValue(invocation, object, container, variable.valueFrom!);
	} catch (error) {
		if (error instanceof Unresolved) return error;
		if (error instanceof ApiError) return new Unresolved(error.message);
		throw error;
	}
}

function variableValue(
	{cluster, namespace}: Invocation,
	object: KubeObject,
	container: Container,
	{configMapKeyRef, fieldRef, resourceFieldRef, secretKeyRef}: NonNullable<Variable['valueFrom']>,
): string {
	if (secretKeyRef) {
		const {name = '', key} = secretKeyRef;
		const value = (cluster.api.get('Secret', namespace, name) as Secret).data?.[key];
		if (value === undefined) throw new Unresolved(`key ${key} not found in secret ${name}`);
		return decodeBase64(value) ?? value;
	}
	if (configMapKeyRef) {
		const {name = '', key} = configMapKeyRef;
		const value = (cluster.api.get('ConfigMap', namespace, name) as ConfigMap).data?.[key];
		if (value === undefined) throw new Unresolved(`key ${key} not found in config map ${name}`);
		return value;
	}
	if (fieldRef) return metadataField(object, fieldRef.fieldPath);
	if (resourceFieldRef) return containerResource(resourceFieldRef, container, undefined as Node | undefined);
	throw new Unresolved('invalid valueFrom');
}

// kubectl knows the fields of the metadata alone, not those that a running Pod has.
function metadataField({metadata}: KubeObject, path: string): string {
	const subscript = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(path);
	if (subscript) {
		const map = subscript[1] === 'metadata.labels' ? metadata.labels : metadata.annotations;
		return map?.[subscript[2]!] ?? '';
	}
	switch (path) {
		case 'metadata.labels':
			return formatMap(metadata.labels);
		case 'metadata.annotations':
			return formatMap(metadata.annotations);
		case 'metadata.name':
			return metadata.name;
		case 'metadata.namespace':
			return metadata.namespace ?? '';
		case 'metadata.uid':
			return metadata.uid;
		default:
			throw new Unresolved(`unsupported fieldPath: ${path}`);
	}
}

function formatMap(map: Readonly<Record<string, string>> = {}): string {
	return Object.keys(map)
		.sort()
		.map(key => `${key}=${JSON.stringify(map[key])}`)
		.join('\n');
}
