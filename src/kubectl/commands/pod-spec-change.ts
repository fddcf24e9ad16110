import type {Json} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import type {CronJob, Deployment, KubeObject, Pod} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import type {Flag, Invocation} from '../command.ts';
import type {Container} from '../describe/containers.ts';
import {throwAll} from '../failure-text.ts';
import {goJson, toJson} from '../printers/json.ts';
import {asFailure, type Failure, refusal} from './failures.ts';
import {goType, resourceOf} from './kind-names.ts';
import {patchObject, reportChange} from './object-changes.ts';
import {recordedCause} from './record.ts';
import type {Selection} from './selection.ts';

/** Which containers of a Pod template `kubectl set` changes. */
export const CONTAINERS_FLAG: Flag = {
	name: 'containers',
	short: 'c',
	type: 'string',
	default: '*',
	help: 'Containers to change; * stands for any characters',
};

export type PodSpec = Partial<Pod['spec']>;

/** The new values of the fields of a Pod's spec that change; none for no change. */
export type PodSpecChange = {readonly [K in keyof PodSpec]?: PodSpec[K]};

/**
 * Changes the Pod template of every object and reports those that really changed. `failure` introduces what the server refuses.
 * `change` may throw refusals; like the real command it goes on with the other objects.
 */
export function* changePodSpecs(
	invocation: Invocation,
	selection: Selection,
	operation: string,
	failure: string,
	change: (spec: PodSpec, object: KubeObject) => PodSpecChange,
): Generator<Effect, number, Reply> {
	if (selection.failures.length > 0) throwAll(selection.failures);
	const failures: Failure[] = [];
	for (const object of selection.objects) {
		try {
			const changed = changeOne(invocation, object, failure, change);
			if (changed) yield* reportChange(invocation, changed, operation);
		} catch (error) {
			failures.push(asFailure(error));
		}
	}
	throwAll(failures);
	return 0;
}

/** The Pod's own spec, or that of the template; undefined for kinds without one. */
export function podSpecOf(object: KubeObject): PodSpec | undefined {
	switch (object.kind) {
		case 'Pod':
			return (object as Pod).spec;
		case 'CronJob':
			return (object as Partial<CronJob>).spec?.jobTemplate?.spec?.template?.spec;
		case 'Deployment':
		case 'ReplicaSet':
		case 'ReplicationController':
		case 'StatefulSet':
		case 'DaemonSet':
		case 'Job':
			return (object as Partial<Deployment>).spec?.template?.spec;
		default:
			return undefined;
	}
}

/** Changes the containers that `matches` names, in both lists; only a list that changes is in the result. */
export function changeContainers(
	spec: PodSpec,
	matches: (name: string) => boolean,
	change: (container: Container) => Container,
): PodSpecChange {
	const changed = (containers: readonly Container[] | undefined) =>
		containers?.map(container => (matches(container.name) ? change(container) : container));
	return {
		...(spec.containers && {containers: changed(spec.containers)!}),
		...(spec.initContainers && {initContainers: changed(spec.initContainers)!}),
	};
}

/** Whether a container's name fits a selector in which `*` stands for any characters. */
export function matchesName(selector: string): (name: string) => boolean {
	const [first = '', ...others] = selector.split('*');
	const last = others.pop();
	if (last === undefined) return name => name === selector;
	return name => {
		if (!name.startsWith(first)) return false;
		let position = first.length;
		for (const part of others) {
			const at = name.indexOf(part, position);
			if (at < 0) return false;
			position = at + part.length;
		}
		return name.length - position >= last.length && name.endsWith(last);
	};
}

function changeOne(
	invocation: Invocation,
	object: KubeObject,
	failure: string,
	change: (spec: PodSpec, object: KubeObject) => PodSpecChange,
): KubeObject | undefined {
	const spec = podSpecOf(object);
	const target = `${resourceOf(object.kind).split('.')[0]}/${object.metadata.name}`;
	if (!spec) throw refusal(`${target} the object is not a pod or does not have a pod template: ${goType(object.kind)}`);
	const fields = change(spec, object);
	const changedFields = Object.fromEntries(
		Object.entries(fields).filter(
			([name, value]) => goJson(toJson(value)) !== goJson(toJson(spec[name as keyof PodSpec] ?? null)),
		),
	);
	if (Object.keys(changedFields).length === 0 && !recordedCause(invocation)) return undefined;
	const body = wrapped(object, changedFields as Json);
	try {
		return patchObject(invocation, object, {type: 'merge', body});
	} catch (error) {
		if (error instanceof ApiError) throw refusal(`${failure} ${error.message}`);
		throw error;
	}
}

function wrapped(object: KubeObject, fields: Json): Json {
	if (object.kind === 'Pod') return {spec: fields};
	const template = {template: {spec: fields}};
	return {spec: object.kind === 'CronJob' ? {jobTemplate: {spec: template}} : template};
}
