import {formatTime} from '../../shell/calendar.ts';
import type {WriteOptions} from '../api.ts';
import {invalid} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {KubeObject, Pod} from '../objects.ts';
import {conflict, invalidObject, noSuchPath} from './refusals.ts';
import {definitionOf, type ServerState, stored} from './server-state.ts';
import {replace} from './update.ts';

/** Sets `spec.replicas` by way of the scale subresource. Throws NotFound for kinds that have none. */
export function scale(
	server: ServerState,
	definition: KindDefinition,
	namespace: string,
	name: string,
	replicas: number,
	options: WriteOptions = {},
): void {
	if (!definition.subresources.includes('scale')) throw noSuchPath();
	const object = stored(server, definition, namespace, name) as KubeObject & {spec: object};
	if (replicas < 0) {
		const error = invalid('spec.replicas', replicas, 'must be greater than or equal to 0');
		throw invalidObject({kind: 'Scale' as KubeObject['kind'], group: 'autoscaling'}, name, [error]);
	}
	const scaled = {...object, spec: {...object.spec, replicas}} as KubeObject;
	replace(server, definition, scaled, object, options.dryRun ?? false, options.fieldManager, 'scale');
}

/** Assigns a Pod to a node. Throws Conflict if it has one or is being deleted. */
export function bind(server: ServerState, namespace: string, podName: string, nodeName: string): void {
	const definition = definitionOf('Pod');
	const pod = stored(server, definition, namespace, podName) as Pod;
	if (pod.metadata.deletionTimestamp) {
		throw conflict(definition, podName, `pod ${podName} is being deleted, cannot be assigned to a host`);
	}
	if (pod.spec.nodeName) {
		throw conflict(
			definition,
			podName,
			`pod ${podName} is already assigned to node ${JSON.stringify(pod.spec.nodeName)}`,
		);
	}
	const others = (pod.status.conditions ?? []).filter(({type}) => type !== 'PodScheduled');
	const scheduled = {
		lastProbeTime: null as unknown as undefined,
		lastTransitionTime: formatTime(server.clock.now()),
		status: 'True',
		type: 'PodScheduled',
	};
	server.store.add<'Pod'>({
		...pod,
		metadata: {...pod.metadata},
		// By assignment: extended by spreading, every spec gets a V8 shape of its own, and all that reads specs gets slow.
		spec: Object.assign({}, pod.spec, {nodeName}),
		status: {...pod.status, conditions: others.concat(scheduled)},
	});
}
