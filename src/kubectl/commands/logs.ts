import {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject, Pod} from '../../cluster/objects.ts';
import {complain, type Effect, type Reply} from '../../shell/program.ts';
import {CommandError, type Flag, type Invocation, type Subcommand} from '../command.ts';
import {refusal, usageError} from './failures.ts';
import {followLogs, type LogSource, type LogView, showLogs} from './log-stream.ts';
import {selectOne} from './selection.ts';
import {containerIn, containerNames, podsBehind} from './target-pod.ts';

const USAGE =
	"expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";
const DEFAULT_POD_TIMEOUT_MS = 20_000;
const SELECTOR_TAIL = 10;

const FLAGS: readonly Flag[] = [
	{name: 'follow', short: 'f', type: 'boolean', help: 'Go on as long as the container writes'},
	{name: 'previous', short: 'p', type: 'boolean', help: 'The log of the instance before the last restart'},
	{name: 'container', short: 'c', type: 'string', help: 'The container'},
	{name: 'all-containers', type: 'boolean', help: 'All containers of the Pod'},
	{name: 'all-pods', type: 'boolean', help: 'All Pods of the object'},
	{name: 'prefix', type: 'boolean', help: 'Each line with its Pod and container'},
	{name: 'selector', short: 'l', type: 'string', help: 'All Pods with these labels'},
	{name: 'tail', type: 'int', default: -1, help: 'Only the last lines; -1 means all, 10 with a selector'},
	{name: 'since', type: 'duration', default: 0, help: 'Only lines younger than this, such as 5s or 2m'},
	{name: 'since-time', type: 'string', help: 'Only lines after this time (RFC3339)'},
	{name: 'timestamps', type: 'boolean', help: 'Each line with its time'},
	{name: 'limit-bytes', type: 'int', default: 0, help: 'At most this many bytes'},
	{name: 'max-log-requests', type: 'int', default: 5, help: 'How many logs may be followed at once'},
	{name: 'ignore-errors', type: 'boolean', help: 'Go on after errors'},
	{name: 'pod-running-timeout', type: 'duration', default: DEFAULT_POD_TIMEOUT_MS, help: 'How long to wait for a Pod'},
];

export const logs: Subcommand = {
	name: 'logs',
	aliases: ['log'],
	short: 'Print the logs for a container in a pod',
	usage: 'kubectl logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
	examples: 'kubectl logs web --previous\nkubectl logs -f deployment/web\nkubectl logs -l app=web --prefix',
	flags: FLAGS,
	*run(invocation) {
		const {cluster, flags} = invocation;
		validate(invocation);
		const pods = yield* selectPods(invocation);
		const sources: LogSource[] = [];
		for (const pod of pods) sources.push(...(yield* sourcesIn(invocation, pod)));
		const limit = flags.number('max-log-requests');
		const follow = flags.boolean('follow');
		if (follow && sources.length > Math.max(1, limit))
			throw refusal(
				`you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${limit}, ` +
					'use --max-log-requests to increase the limit',
			);
		const view = viewOf(invocation);
		if (follow) yield* followLogs(cluster, sources, view);
		else yield* showLogs(cluster, sources, view);
		return 0;
	},
};

function validate({args, flags}: Invocation): void {
	const selector = flags.string('selector');
	if ((args.length === 0 && !selector) || args.length > 2) throw usageError('logs', USAGE);
	if (args.length === 1 && selector) throw usageError('logs', 'only a selector (-l) or a POD name is allowed');
	if (flags.string('since-time') && flags.duration('since') !== 0)
		throw refusal('at most one of `sinceTime` or `sinceSeconds` may be specified');
	const container = args[1] ?? flags.string('container');
	if (flags.boolean('all-containers') && container)
		throw refusal(`--all-containers=true should not be specified with container name ${container}`);
	if (flags.given('container') && args.length === 2)
		throw refusal('only one of -c or an inline [CONTAINER] arg is allowed');
	if (flags.number('limit-bytes') < 0) throw refusal('--limit-bytes must be greater than 0');
	if (flags.duration('since') < 0) throw refusal('--since must be greater than 0');
	if (flags.number('tail') < -1) throw refusal('--tail must be greater than or equal to -1');
}

function* selectPods(invocation: Invocation): Generator<Effect, Pod[], Reply> {
	const {args, cluster, flags, namespace} = invocation;
	const labelSelector = flags.string('selector');
	if (labelSelector) {
		const pods = cluster.api.list('Pod', namespace, {labelSelector});
		if (pods.length === 0) yield* complain(`No resources found in ${namespace} namespace.\n`);
		return pods;
	}
	const target = args[0]!;
	const timeoutMs = flags.duration('pod-running-timeout');
	const pods = yield* podsBehind(invocation, findTarget(invocation, target), timeoutMs, 'cannot get the logs from');
	if (pods.length > 1 && !flags.boolean('all-pods')) {
		yield* complain(`Found ${pods.length} pods, using pod/${pods[0]!.metadata.name}\n`);
		return [pods[0]!];
	}
	return pods;
}

// `logs` words a missing object in its own way, "error" twice.
function findTarget(invocation: Invocation, target: string): KubeObject {
	try {
		return selectOne(invocation, target);
	} catch (error) {
		if (!(error instanceof ApiError) || error.reason !== 'NotFound') throw error;
		throw new CommandError(
			`error: error from server (NotFound): ${error.message} in namespace "${invocation.namespace}"`,
		);
	}
}

function* sourcesIn({args, flags}: Invocation, pod: Pod): Generator<Effect, LogSource[], Reply> {
	if (flags.boolean('all-containers')) return containerNames(pod).map(container => ({pod, container}));
	const given = args[1] ?? flags.string('container');
	const container = yield* containerIn(pod, given, flags.boolean('all-pods'));
	if (!containerNames(pod).includes(container))
		throw refusal(`container ${container} is not valid for pod ${pod.metadata.name}`);
	return [{pod, container}];
}

function viewOf({cluster, flags}: Invocation): LogView {
	const tail = flags.given('tail') || !flags.string('selector') ? flags.number('tail') : SELECTOR_TAIL;
	const since = flags.duration('since');
	return {
		previous: flags.boolean('previous'),
		prefix: flags.boolean('prefix') || flags.boolean('all-pods'),
		timestamps: flags.boolean('timestamps'),
		ignoreErrors: flags.boolean('ignore-errors'),
		tail: tail < 0 ? undefined : tail,
		limitBytes: flags.number('limit-bytes') || undefined,
		sinceMs: since > 0 ? cluster.clock.now() - since : undefined,
		sinceTime: flags.string('since-time') || undefined,
	};
}
