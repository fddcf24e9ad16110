import {ApiError} from '../../cluster/api-error.ts';
import {type KubeObject, keyOf, type Pod} from '../../cluster/objects.ts';
import {complain, type Effect, print, type Reply} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {dryRunOf} from '../output.ts';
import {attachTo} from './attach.ts';
import {refusal, usageError} from './failures.ts';
import {showLogs} from './log-stream.ts';
import {reportChange} from './object-changes.ts';
import {RUN_FLAGS} from './run-flags.ts';
import {podFor, serviceFor} from './run-objects.ts';
import {overridden} from './run-overrides.ts';

const DEFAULT_ATTACH_TIMEOUT_MS = 60_000;
/** A reference as container runtimes read it: path components, tag, digest. */
const IMAGE =
	/^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

export const run: Subcommand = {
	name: 'run',
	short: 'Run a particular image on the cluster',
	usage:
		'kubectl run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--command] -- [COMMAND] [args...]',
	examples: 'kubectl run web --image=nginx --port=80\nkubectl run -it --rm --restart=Never tmp --image=busybox -- sh',
	flags: RUN_FLAGS,
	*run(invocation) {
		validate(invocation);
		const {cluster, flags, namespace} = invocation;
		const draft = overridden(invocation, podFor(invocation));
		const dryRun = dryRunOf(invocation);
		const service = flags.boolean('expose') ? serviceFor(invocation) : undefined;
		if (dryRun === 'client') {
			if (service)
				yield* reportChange(invocation, {...service, status: {loadBalancer: {}}} as unknown as KubeObject, 'created');
			if (service && flags.string('output') === 'yaml') yield* print('---\n');
			yield* reportChange(invocation, {...draft, status: {}} as unknown as KubeObject, 'created');
			return 0;
		}
		const options = {dryRun: dryRun === 'server', fieldManager: invocation.fieldManager};
		const inNamespace = <T extends {metadata: object}>(object: T): T => ({
			...object,
			metadata: {...object.metadata, namespace},
		});
		const pod = cluster.api.create<'Pod'>(inNamespace(draft), options);
		if (service)
			yield* reportChange(invocation, cluster.api.create<'Service'>(inNamespace(service), options), 'created');
		if (!isAttached(invocation)) {
			yield* reportChange(invocation, pod, 'created');
			return 0;
		}
		try {
			return yield* attachToNew(invocation, pod);
		} finally {
			if (flags.boolean('rm')) yield* removeCreated(invocation, pod, service !== undefined);
		}
	},
};

function validate(invocation: Invocation): void {
	const {args, dashAt, flags} = invocation;
	if (args.length === 0 || dashAt === 0) throw usageError('run', 'NAME is required for run');
	const image = flags.string('image');
	if (image === '') throw refusal('--image is required');
	if (!IMAGE.test(image)) throw refusal(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
	if (flags.boolean('tty') && !flags.boolean('stdin'))
		throw usageError('run', '-i/--stdin is required for containers with -t/--tty=true');
	if (flags.boolean('expose') && !flags.string('port'))
		throw usageError('run', '--port must be set when exposing a service');
	if (!['Always', 'OnFailure', 'Never', ''].includes(flags.string('restart')))
		throw usageError('run', `invalid restart policy: ${flags.string('restart')}`);
	if (!isAttached(invocation) && flags.boolean('rm'))
		throw usageError('run', '--rm should only be used for attached containers');
	if (isAttached(invocation) && dryRunOf(invocation) !== 'none')
		throw usageError(
			'run',
			"--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
		);
	const policy = flags.string('image-pull-policy');
	if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy))
		throw usageError('run', `invalid image pull policy: ${policy}`);
}

function isAttached({flags}: Invocation): boolean {
	return flags.given('attach') ? flags.boolean('attach') : flags.boolean('stdin');
}

// Waits until the Pod is ready or has ended already, shows its output, and passes its exit code on unless it would be restarted.
function* attachToNew(invocation: Invocation, created: Pod): Generator<Effect, number, Reply> {
	const {cluster, flags} = invocation;
	const container = created.spec.containers[0]!.name;
	const started = yield* waitForPod(invocation, created, pod => isReady(pod) || hasEnded(pod));
	if (hasEnded(started)) yield* showAll(invocation, started, container);
	const shellCode = hasEnded(started) ? undefined : yield* attachTo(invocation, started, container);
	const restart = created.spec.restartPolicy;
	if (restart === 'Always' || flags.boolean('leave-stdin-open')) return 0;
	if (shellCode !== undefined) {
		if (shellCode === 0) return 0;
		throw new CommandError(`pod ${keyOf(created)} terminated (Error)\n`, shellCode);
	}
	const ended = yield* waitForPod(invocation, created, restart === 'Never' ? hasEnded : hasSucceeded);
	if (ended.status.phase !== 'Failed') return 0;
	const terminated = cluster.store.get('Pod', keyOf(ended))?.status.containerStatuses?.[0]?.state?.terminated;
	const name = keyOf(ended);
	if (!terminated?.exitCode) throw refusal(`pod ${name} failed with unknown exit code`);
	throw new CommandError(
		`pod ${name} terminated (${terminated.reason ?? ''})\n${terminated.message ?? ''}`,
		terminated.exitCode,
	);
}

function* showAll({cluster}: Invocation, pod: Pod, container: string): Generator<Effect, void, Reply> {
	yield* showLogs(cluster, [{pod, container}], {
		previous: false,
		prefix: false,
		timestamps: false,
		ignoreErrors: true,
		tail: undefined,
		limitBytes: undefined,
		sinceMs: undefined,
		sinceTime: undefined,
	});
}

function* waitForPod(
	{cluster}: Invocation,
	created: Pod,
	isWanted: (pod: Pod) => boolean,
): Generator<Effect, Pod, Reply> {
	const untilMs = cluster.clock.now() + DEFAULT_ATTACH_TIMEOUT_MS;
	for (;;) {
		const pod = cluster.store.get('Pod', keyOf(created));
		if (!pod) throw new ApiError('NotFound', 'pods "" not found');
		if (isWanted(pod)) return pod;
		if (cluster.clock.now() >= untilMs) throw refusal('timed out waiting for the condition');
		yield {kind: 'wait', untilMs, on: [cluster.changed]};
	}
}

function* removeCreated(invocation: Invocation, pod: Pod, withService: boolean): Generator<Effect, void, Reply> {
	const {cluster, flags} = invocation;
	const {name, namespace} = pod.metadata;
	for (const kind of withService ? (['Pod', 'Service'] as const) : (['Pod'] as const)) {
		try {
			cluster.api.delete(kind, namespace, name);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.reason !== 'NotFound') yield* complain(`${error.message}\n`);
			continue;
		}
		if (!flags.boolean('quiet'))
			yield* print(`${kind.toLowerCase()} ${JSON.stringify(name)} deleted from ${namespace} namespace\n`);
	}
}

function hasEnded({status}: Pod): boolean {
	return status.phase === 'Succeeded' || status.phase === 'Failed';
}

function hasSucceeded({status}: Pod): boolean {
	return status.phase === 'Succeeded';
}

function isReady({status}: Pod): boolean {
	return status.phase === 'Running' && status.conditions?.find(({type}) => type === 'Ready')?.status === 'True';
}
