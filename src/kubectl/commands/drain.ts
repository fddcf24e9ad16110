import {ApiError} from '../../cluster/api-error.ts';
import {parseLabelSelector} from '../../cluster/label-selector.ts';
import {keyOf, type Node, type Pod} from '../../cluster/objects.ts';
import {matchesRequirements} from '../../cluster/selectors.ts';
import {complain, type Effect, print, type Reply} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {DRY_RUN_FLAG, dryRunOf} from '../output.ts';
import {SELECTOR_FLAG} from '../resources.ts';
import {selectNodes, setUnschedulable} from './cordon.ts';
import {planDrain} from './drain-filters.ts';
import {asFailure, type Failure} from './failures.ts';
import {messageOf, reportChange} from './object-changes.ts';

const RETRY_MS = 5_000;

export const drain: Subcommand = {
	name: 'drain',
	short: 'Drain node in preparation for maintenance',
	usage: 'kubectl drain NODE',
	examples: 'kubectl drain worker-1 --ignore-daemonsets --delete-emptydir-data',
	flags: [
		SELECTOR_FLAG,
		DRY_RUN_FLAG,
		{name: 'force', type: 'boolean', help: 'Remove Pods without a controller too'},
		{name: 'ignore-daemonsets', type: 'boolean', help: 'Leave the Pods of DaemonSets alone'},
		{name: 'delete-emptydir-data', type: 'boolean', help: 'Remove Pods with emptyDir volumes too'},
		{
			name: 'disable-eviction',
			type: 'boolean',
			help: 'Delete instead of evicting, without regard to disruption budgets',
		},
		{name: 'grace-period', type: 'int', default: -1, help: "Seconds to terminate; negative means the Pod's own"},
		{name: 'pod-selector', type: 'string', help: 'Only Pods with these labels'},
		{name: 'timeout', type: 'duration', default: 0, help: 'How long to try; 0 means for ever'},
	],
	*run(invocation) {
		const nodes = yield* selectNodes(invocation, 'drain');
		yield* setUnschedulable(invocation, nodes, true);
		const pending: {name: string; causes: readonly string[]}[] = [];
		for (const node of nodes) {
			const {name} = node.metadata;
			const causes = yield* drainNode(invocation, node);
			if (causes.length === 0) {
				yield* reportChange(invocation, node, 'drained');
				continue;
			}
			yield* complain(`error: unable to drain node "${name}" due to error: ${joined(causes)}, continuing command...\n`);
			pending.push({name, causes});
		}
		if (pending.length === 0) return 0;
		yield* complain(`There are pending nodes to be drained:\n${pending.map(({name}) => ` ${name}\n`).join('')}`);
		throw new CommandError(pending.map(({causes}) => causes.join('\n')).join('\n'));
	},
};

// Returns why the node could not be drained.
function* drainNode(invocation: Invocation, node: Node): Generator<Effect, readonly string[], Reply> {
	const {cluster, flags} = invocation;
	const requirements = parseLabelSelector(flags.string('pod-selector'));
	const pods = cluster.store
		.onNode(node.metadata.name)
		.filter(pod => matchesRequirements(requirements, pod.metadata.labels))
		.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
	const plan = planDrain(
		pods,
		{
			force: flags.boolean('force'),
			ignoreDaemonSets: flags.boolean('ignore-daemonsets'),
			deleteEmptyDirData: flags.boolean('delete-emptydir-data'),
		},
		cluster.store,
	);
	if (plan.errors.length > 0) return plan.errors;
	if (plan.warning) yield* complain(`Warning: ${plan.warning}\n`);
	if (dryRunOf(invocation) !== 'none') {
		const note = dryRunOf(invocation) === 'client' ? 'dry run' : 'server dry run';
		for (const pod of plan.pods) yield* print(`evicting pod ${keyOf(pod)} (${note})\n`);
		return [];
	}
	const causes = yield* removePods(invocation, plan.pods);
	if (causes.length === 0) return [];
	const left = plan.pods.filter(pod => isStillThere(invocation, pod));
	if (left.length > 0) {
		yield* complain(
			`There are pending pods in node "${node.metadata.name}" when an error occurred: ${joined(causes)}\n`,
		);
		for (const pod of left) yield* complain(`pod/${pod.metadata.name}\n`);
	}
	return causes;
}

// Several errors as Go's aggregate prints them.
function joined(causes: readonly string[]): string {
	return causes.length === 1 ? causes[0]! : `[${causes.join(', ')}]`;
}

/** One Pod on its way out. */
interface Removal {
	readonly pod: Pod;
	/** When to try again, while a disruption budget forbids it; undefined once the eviction was accepted. */
	retryAtMs: number | undefined;
}

// All Pods at once: evict, retry every 5 s what a budget forbids, and wait until all are gone.
function* removePods(invocation: Invocation, pods: readonly Pod[]): Generator<Effect, readonly string[], Reply> {
	const {cluster, flags} = invocation;
	const timeoutMs = flags.duration('timeout');
	const deadlineMs = timeoutMs > 0 ? cluster.clock.now() + timeoutMs : undefined;
	const evicting = !flags.boolean('disable-eviction');
	let removals: Removal[] = pods.map(pod => ({pod, retryAtMs: cluster.clock.now()}));
	const failures: Failure[] = [];
	while (removals.length > 0) {
		const now = cluster.clock.now();
		const left: Removal[] = [];
		for (const removal of removals) {
			if (removal.retryAtMs !== undefined && removal.retryAtMs <= now) {
				const failure = yield* startRemoval(invocation, removal, evicting);
				if (failure) {
					failures.push(failure);
					continue;
				}
			}
			if (isStillThere(invocation, removal.pod)) left.push(removal);
			else yield* reportChange(invocation, removal.pod, evicting ? 'evicted' : 'deleted');
		}
		removals = left;
		if (removals.length === 0) break;
		if (deadlineMs !== undefined && now >= deadlineMs) return timeoutTexts(removals, timeoutMs);
		const times = removals.flatMap(({retryAtMs}) => retryAtMs ?? []);
		if (deadlineMs !== undefined) times.push(deadlineMs);
		yield {kind: 'wait', on: [cluster.changed], ...(times.length > 0 && {untilMs: Math.min(...times)})};
	}
	return failures.map(messageOf);
}

function* startRemoval(
	{cluster, flags}: Invocation,
	removal: Removal,
	evicting: boolean,
): Generator<Effect, Failure | undefined, Reply> {
	const {name, namespace = ''} = removal.pod.metadata;
	const gracePeriodSeconds = flags.number('grace-period');
	const options = gracePeriodSeconds >= 0 ? {gracePeriodSeconds} : {};
	removal.retryAtMs = undefined;
	try {
		if (!evicting) {
			cluster.api.delete('Pod', namespace, name, options);
			return undefined;
		}
		yield* print(`evicting pod ${namespace}/${name}\n`);
		cluster.api.evict(namespace, name, options);
	} catch (error) {
		const failure = asFailure(error);
		if (!(failure instanceof ApiError) || failure.reason === 'NotFound') return undefined;
		if (failure.reason !== 'TooManyRequests')
			return new CommandError(`error when evicting pods/"${name}" -n "${namespace}": ${failure.message}`);
		yield* complain(`error when evicting pods/"${name}" -n "${namespace}" (will retry after 5s): ${failure.message}\n`);
		removal.retryAtMs = cluster.clock.now() + RETRY_MS;
	}
	return undefined;
}

function isStillThere({cluster}: Invocation, pod: Pod): boolean {
	return cluster.store.get('Pod', keyOf(pod))?.metadata.uid === pod.metadata.uid;
}

function timeoutTexts(removals: readonly Removal[], timeoutMs: number): string[] {
	return removals.map(({pod, retryAtMs}) => {
		const {name, namespace} = pod.metadata;
		return retryAtMs === undefined
			? `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: global timeout reached: ${formatGoDuration(timeoutMs)}`
			: `error when evicting pods/"${name}" -n "${namespace}": global timeout reached: ${formatGoDuration(timeoutMs)}`;
	});
}

function formatGoDuration(durationMs: number): string {
	const seconds = Math.floor(durationMs / 1000);
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	if (seconds === 0) return `${durationMs}ms`;
	return `${hours > 0 ? `${hours}h` : ''}${seconds >= 60 ? `${minutes}m` : ''}${(durationMs / 1000) % 60}s`;
}
