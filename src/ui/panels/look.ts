import {podStatus} from '../../cluster/core/pod-columns.ts';
import type {Pod} from '../../cluster/objects.ts';
import type {Glyphs, Role} from '../theme.ts';

/** How a Pod or a container appears: never by colour alone, always with a glyph and a word. */
export interface Look {
	readonly glyph: string;
	readonly role: Role;
	/** The STATUS that `kubectl get pods` shows. */
	readonly text: string;
}

/** The look of a Pod, with its ready containers (`1/2`). */
export function podLook(pod: Pod, glyphs: Glyphs): Look & {readonly ready: string} {
	const {status: text, ready, total} = podStatus(pod);
	return {...lookOf(text, ready === total, glyphs), text, ready: `${ready}/${total}`};
}

/** The looks of a Pod's containers in the order of their start: init containers, sidecars, containers. */
export function containerLooks(pod: Pod, glyphs: Glyphs): (Look & {readonly name: string})[] {
	const statuses = new Map(
		[...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])].map(status => [
			status.name,
			status,
		]),
	);
	const initContainers = (pod.spec.initContainers ?? []).map(container => ({
		...container,
		kind: container.restartPolicy === 'Always' ? ' (sidecar)' : ' (init)',
	}));
	return [...initContainers, ...pod.spec.containers.map(container => ({...container, kind: ''}))].map(
		({name, kind}) => {
			const status = statuses.get(name);
			const {waiting, running, terminated} = status?.state ?? {};
			const text = running ? 'Running' : (terminated?.reason ?? waiting?.reason ?? 'Waiting');
			return {...lookOf(text, status?.ready === true, glyphs), name, text: `${text}${kind}`};
		},
	);
}

function lookOf(status: string, isReady: boolean, glyphs: Glyphs): Look {
	if (status === 'Running')
		return isReady
			? {glyph: glyphs.running, role: 'good', text: status}
			: {glyph: glyphs.starting, role: 'busy', text: status};
	if (status === 'Completed' || status === 'Succeeded') return {glyph: glyphs.done, role: 'muted', text: status};
	if (status === 'Terminating') return {glyph: glyphs.ending, role: 'muted', text: status};
	if (/^(Pending|ContainerCreating|PodInitializing|Waiting|Init:\d+\/\d+|SchedulingGated)$/.test(status))
		return {glyph: glyphs.pending, role: 'busy', text: status};
	return {glyph: glyphs.failed, role: 'bad', text: status};
}
