import {ApiError} from '../../cluster/api-error.ts';
import type {KindDefinition} from '../../cluster/kind.ts';
import type {Deployment, KubeObject, ReplicationController} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import {ageColumn, nameColumn} from '../../cluster/workloads/columns.ts';
import type {FoundResource} from '../resources.ts';

interface Scale {
	readonly spec: {readonly replicas: number};
	readonly status: {readonly replicas: number};
}

/** How the server prints a Scale, which is no object of its own. */
const SCALE = {
	kind: 'Scale',
	group: 'autoscaling',
	version: 'v1',
	plural: 'scales',
	singular: 'scale',
	shortNames: [],
	categories: [],
	namespaced: true,
	subresources: [],
	hasGeneration: false,
	columns: [
		nameColumn,
		{name: 'Desired', cell: (object: unknown) => (object as Scale).spec.replicas},
		{name: 'Available', cell: (object: unknown) => (object as Scale).status.replicas},
		ageColumn,
	],
} as unknown as KindDefinition;

/** What `--subresource=scale` of an object is. Throws the server's NotFound for kinds that have none. */
export function scaleOf(object: KubeObject, definition: KindDefinition): KubeObject {
	if (!definition.subresources.includes('scale'))
		throw new ApiError('NotFound', 'the server could not find the requested resource');
	const {creationTimestamp, name, namespace, resourceVersion, uid} = object.metadata;
	const {spec, status} = object as Deployment;
	const selector =
		object.kind === 'ReplicationController'
			? {matchLabels: (object as ReplicationController).spec.selector ?? {}}
			: spec.selector;
	return {
		apiVersion: 'autoscaling/v1',
		kind: 'Scale',
		metadata: {creationTimestamp, name, namespace, resourceVersion, uid},
		spec: {replicas: spec.replicas ?? 1},
		status: {replicas: status.replicas ?? 0, selector: formatLabelSelector(selector)},
	} as unknown as KubeObject;
}

export function asScale(found: FoundResource): FoundResource {
	return {...found, definition: SCALE, object: scaleOf(found.object, found.definition)};
}
