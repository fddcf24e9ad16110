import type {IContainer} from 'kubernetes-models/v1/Container';
import type {Pod} from '../objects.ts';
import type {Container} from './container.ts';
import type {ContainerSpace} from './container-space.ts';
import type {WaitingReason} from './pod-status.ts';
import type {ContainerProbes} from './probes.ts';

/** One container of a Pod's spec with the instances that were started of it. */
export interface Slot {
	readonly spec: IContainer;
	readonly kind: 'init' | 'sidecar' | 'app';
	/** `spec.containers{app}`: how events name it. */
	readonly fieldPath: string;
	current: Container | undefined;
	/** The instance before; its log stays readable. */
	previous: Container | undefined;
	/** Why it isn't running, as remembered since the last attempt. */
	waiting: WaitingReason | undefined;
	probes: ContainerProbes | undefined;
	/** The inside of the current instance. */
	space: ContainerSpace | undefined;
}

/** The containers of a Pod in the order of their start: init containers first. */
export function slotsOf(pod: Pod): Slot[] {
	const slot = (spec: IContainer, kind: Slot['kind'], list: string): Slot => ({
		spec,
		kind,
		fieldPath: fieldPathOf(spec, list),
		current: undefined,
		previous: undefined,
		waiting: undefined,
		probes: undefined,
		space: undefined,
	});
	const inits = (pod.spec.initContainers ?? []).map(spec =>
		slot(spec, spec.restartPolicy === 'Always' ? 'sidecar' : 'init', 'initContainers'),
	);
	// Every Pod keeps this list; one made by spreading would have room for many more.
	return inits.concat(pod.spec.containers.map(spec => slot(spec, 'app', 'containers')));
}

// Pods of one template share its containers, and their names in events with them.
const fieldPaths = new WeakMap<IContainer, string>();

function fieldPathOf(spec: IContainer, list: string): string {
	const known = fieldPaths.get(spec);
	if (known !== undefined) return known;
	const path = `spec.${list}{${spec.name}}`;
	fieldPaths.set(spec, path);
	return path;
}
