import {parseTime} from '../shell/calendar.ts';
import {ApiError} from './api-error.ts';
import type {ControllerContext} from './controller.ts';
import type {KindDefinition} from './kind.ts';
import {allKinds} from './kinds.ts';
import type {KubeObject, Namespace, Pod} from './objects.ts';

/** What is left in a namespace after an attempt to empty it. */
export interface LeftContent {
	/** `configmaps. has 1 resource instances`, with the group after the dot */
	readonly resources: readonly string[];
	/** `example.com/backup in 1 resource instances` */
	readonly finalizers: readonly string[];
	/** What should be gone by now, but isn't. */
	readonly problems: readonly string[];
	/** How long the rest will take; 0 if nothing is left, or if nobody knows. */
	readonly estimateSeconds: number;
}

/** Deletes everything in a namespace. Nothing but Pods is touched as long as Pods are left: they may need the rest to end well. */
export function deleteContent(context: ControllerContext, namespace: Namespace): LeftContent {
	const kinds = allKinds().filter(({namespaced}) => namespaced);
	const pods = kinds.filter(({kind}) => kind === 'Pod');
	const leftPods = deleteKinds(context, namespace, pods);
	if (leftPods.resources.length > 0) return {...leftPods, resources: [], finalizers: []};
	return deleteKinds(
		context,
		namespace,
		kinds.filter(({kind}) => kind !== 'Pod'),
	);
}

// While something has a finalizer, its owner is given this time.
const FINALIZER_ESTIMATE_SECONDS = 15;

function deleteKinds(context: ControllerContext, namespace: Namespace, kinds: readonly KindDefinition[]): LeftContent {
	const resources: string[] = [];
	const problems: string[] = [];
	const finalizers = new Map<string, number>();
	let estimateSeconds = 0;
	for (const definition of kinds) {
		const {kind, group, version, plural} = definition;
		const graceSeconds = kind === 'Pod' ? graceOfPods(context, namespace) : 0;
		const left = deleteAll(context, namespace, definition);
		if (left.length === 0) continue;
		resources.push(`${plural}.${group} has ${left.length} resource instances`);
		const names = left.flatMap(({metadata}) => metadata.finalizers ?? []);
		for (const name of names) finalizers.set(name, (finalizers.get(name) ?? 0) + 1);
		const estimate = graceSeconds || (names.length > 0 ? FINALIZER_ESTIMATE_SECONDS : 0);
		estimateSeconds = Math.max(estimateSeconds, estimate);
		if (estimate > 0) continue;
		const resource = `${group}/${version}, Resource=${plural}`;
		problems.push(`unexpected items still remain in namespace: ${namespace.metadata.name} for gvr: ${resource}`);
	}
	return {
		resources: resources.sort(),
		finalizers: [...finalizers].map(([name, count]) => `${name} in ${count} resource instances`).sort(),
		problems: problems.sort(),
		estimateSeconds,
	};
}

function deleteAll({store, api}: ControllerContext, {metadata}: Namespace, {kind}: KindDefinition): KubeObject[] {
	for (const object of [...store.list(kind, metadata.name)]) {
		const {name, uid, deletionTimestamp} = object.metadata;
		if (deletionTimestamp) continue;
		try {
			api.delete(kind, metadata.name, name, {uid, propagationPolicy: 'Background'});
		} catch (error) {
			if (!(error instanceof ApiError) || error.reason !== 'NotFound') throw error;
		}
	}
	return [...store.list(kind, metadata.name)] as KubeObject[];
}

// The longest grace period of its Pods; nothing once that has passed since the namespace was deleted.
function graceOfPods({store, clock}: ControllerContext, {metadata}: Namespace): number {
	const longest = store.list('Pod', metadata.name).reduce((most, pod) => Math.max(most, graceOf(pod)), 0);
	return clock.now() - parseTime(metadata.deletionTimestamp!) >= longest * 1000 ? 0 : longest;
}

function graceOf({spec, status}: Pod): number {
	const isOver = status.phase === 'Succeeded' || status.phase === 'Failed';
	return isOver ? 0 : (spec.terminationGracePeriodSeconds ?? 0);
}
