import {scaledValue} from '../int-or-percent.ts';
import type {DaemonSet} from '../objects.ts';

/** How many nodes may have a second Pod during an update, of `desired` nodes; percentages are rounded up. */
export function daemonMaxSurge({spec}: DaemonSet, desired: number): number {
	const {type, rollingUpdate} = spec.updateStrategy ?? {};
	return type === 'RollingUpdate' ? scaledValue(rollingUpdate?.maxSurge ?? 0, desired, 'up') : 0;
}

/** How many nodes may be without an available Pod during an update, of `desired` nodes; percentages are rounded up. */
export function daemonMaxUnavailable(daemonSet: DaemonSet, desired: number): number {
	const {type, rollingUpdate} = daemonSet.spec.updateStrategy ?? {};
	if (type !== 'RollingUpdate') return 0;
	const count = scaledValue(rollingUpdate?.maxUnavailable ?? 0, desired, 'up');
	return count === 0 && desired > 0 && daemonMaxSurge(daemonSet, desired) === 0 ? 1 : count;
}

export function allowsSurge(daemonSet: DaemonSet): boolean {
	return daemonMaxSurge(daemonSet, 1) > 0;
}
