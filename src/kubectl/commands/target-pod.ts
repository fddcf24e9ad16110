import type {Deployment, KubeObject, Pod, ReplicationController, Service} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import {complain, type Effect, type Reply} from '../../shell/program.ts';
import type {Invocation} from '../command.ts';
import {formatLabels} from '../describe/description.ts';
import {refusal} from './failures.ts';
import {goType} from './kind-names.ts';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';
/** Pods come before those of a later phase when kubectl picks one. Finished phases count as running. */
const PHASE_ORDER: Readonly<Record<string, number>> = {Unknown: 1, Pending: 2};

/** The Pods that stand behind an object, the best one first; waits for the first to appear. Throws for kinds without Pods. */
export function* podsBehind(
	invocation: Invocation,
	object: KubeObject,
	timeoutMs: number,
	purpose: string,
): Generator<Effect, Pod[], Reply> {
	if (object.kind === 'Pod') return [object as Pod];
	const {cluster} = invocation;
	const labelSelector = podSelectorOf(object, purpose);
	const untilMs = cluster.clock.now() + timeoutMs;
	for (;;) {
		const pods = cluster.api.list('Pod', object.metadata.namespace, {labelSelector});
		if (pods.length > 0) return pods.sort(byUsefulness);
		if (cluster.clock.now() >= untilMs) throw refusal('timed out waiting for the condition');
		yield {kind: 'wait', untilMs, on: [cluster.changed]};
	}
}

/** The container that is meant: the given one, the annotated one, or the first, with a note on stderr if there are others. */
export function* containerIn(pod: Pod, given: string, quiet = false): Generator<Effect, string, Reply> {
	if (given) return given;
	const annotated = pod.metadata.annotations?.[DEFAULT_CONTAINER];
	if (annotated && containerNames(pod).includes(annotated)) return annotated;
	if (annotated) yield* complain(`Default container name "${annotated}" not found in pod ${pod.metadata.name}\n`);
	const first = pod.spec.containers[0]!.name;
	if (containerNames(pod).length > 1 && !quiet)
		yield* complain(`Defaulted container "${first}" out of: ${describedNames(pod)}\n`);
	return first;
}

/** All containers by name, init containers first as they run first. */
export function containerNames({spec}: Pod): string[] {
	return [...(spec.initContainers ?? []), ...spec.containers].map(({name}) => name);
}

/** The status of a container, whichever list it is in. */
export function containerStatus({status}: Pod, container: string) {
	return [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].find(
		({name}) => name === container,
	);
}

function describedNames({spec}: Pod): string {
	const initial = (spec.initContainers ?? []).map(({name}) => `${name} (init)`);
	return [...spec.containers.map(({name}) => name), ...initial].join(', ');
}

function podSelectorOf(object: KubeObject, purpose: string): string {
	switch (object.kind) {
		case 'Deployment':
		case 'ReplicaSet':
		case 'StatefulSet':
		case 'DaemonSet':
		case 'Job':
			return formatLabelSelector((object as Deployment).spec.selector);
		case 'ReplicationController':
			return formatLabels((object as ReplicationController).spec.selector);
		case 'Service': {
			const {selector} = (object as Service).spec;
			if (!selector || Object.keys(selector).length === 0)
				throw refusal(
					`${purpose} *v1.Service: invalid service '${object.metadata.name}': Service is defined without a selector`,
				);
			return formatLabels(selector);
		}
		default: {
			const type = goType(object.kind);
			throw refusal(`${purpose} ${type}: selector for ${type} not implemented`);
		}
	}
}

// Assigned, running, ready, ready for longer, restarted more often, older.
function byUsefulness(a: Pod, b: Pod): number {
	return (
		Number(!a.spec.nodeName) - Number(!b.spec.nodeName) ||
		(PHASE_ORDER[a.status.phase ?? ''] ?? 0) - (PHASE_ORDER[b.status.phase ?? ''] ?? 0) ||
		Number(!readySince(a)) - Number(!readySince(b)) ||
		compare(readySince(a) ?? '', readySince(b) ?? '') ||
		restarts(b) - restarts(a) ||
		compare(a.metadata.creationTimestamp, b.metadata.creationTimestamp)
	);
}

function readySince({status}: Pod): string | undefined {
	const ready = status.conditions?.find(({type}) => type === 'Ready');
	return ready?.status === 'True' ? (ready.lastTransitionTime ?? '') : undefined;
}

function restarts({status}: Pod): number {
	return Math.max(0, ...(status.containerStatuses ?? []).map(({restartCount}) => restartCount));
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
