import {ApiError} from '../../cluster/api-error.ts';
import type {Deployment, KubeObject} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {DRY_RUN_FLAG, dryRunOf, PRINT_FLAGS} from '../output.ts';
import {hasFiles} from '../resources.ts';
import {refusal} from './failures.ts';
import {isScalable} from './kind-names.ts';
import {messageOf, reportChange} from './object-changes.ts';
import {RESOURCE_VERSION_FLAG} from './pairs.ts';
import {RECORD_FLAG, recordAfterwards} from './record.ts';
import {ALL_FLAG, selectObjects, TARGET_FLAGS} from './selection.ts';

export const scale: Subcommand = {
	name: 'scale',
	short: 'Set a new size for a deployment, replica set, or replication controller',
	usage: 'kubectl scale [--current-replicas=COUNT] --replicas=COUNT (-f FILENAME | TYPE NAME)',
	examples: 'kubectl scale --replicas=3 deployment/web',
	flags: [
		...TARGET_FLAGS,
		ALL_FLAG,
		...PRINT_FLAGS,
		DRY_RUN_FLAG,
		RECORD_FLAG,
		{name: 'replicas', type: 'int', default: 0, required: true, help: 'The new number of replicas (required)'},
		RESOURCE_VERSION_FLAG,
		{name: 'current-replicas', type: 'int', default: -1, help: 'Scale only if there are this many now'},
		{name: 'timeout', type: 'duration', default: 0, help: 'How long to wait for the new size; 0 means not at all'},
	],
	*run(invocation) {
		const {flags} = invocation;
		if (flags.number('replicas') < 0)
			throw refusal('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
		if (flags.number('current-replicas') < -1)
			throw refusal('The --current-replicas must specify an integer of -1 or greater');
		const selection = yield* selectObjects(invocation, invocation.args, {all: flags.boolean('all')});
		if (selection.objects.length === 0) {
			const [failure] = selection.failures;
			if (failure && hasFiles(invocation)) throw failure;
			throw refusal(`no objects passed to scale${failure ? ` ${messageOf(failure)}` : ''}`);
		}
		for (const object of selection.objects) {
			scaleObject(invocation, object);
			yield* reportChange(invocation, object, 'scaled', {typed: false});
			if (flags.duration('timeout') > 0) yield* waitForReplicas(invocation, object);
		}
		throwAll(selection.failures);
		return 0;
	},
};

// Without a scale subresource the server doesn't know the path at all.
function scaleObject(invocation: Invocation, object: KubeObject): void {
	const {cluster, flags} = invocation;
	const dryRun = dryRunOf(invocation);
	if (dryRun === 'client') return;
	if (!isScalable(object.kind)) throw new ApiError('NotFound', 'the server could not find the requested resource');
	const expected = flags.number('current-replicas');
	const replicas = (object as Deployment).spec.replicas ?? 0;
	if (expected !== -1 && expected !== replicas) throw refusal(`Expected replicas to be ${expected}, was ${replicas}`);
	const version = flags.string('resource-version');
	const {name, namespace = '', resourceVersion} = object.metadata;
	if (version !== '' && version !== resourceVersion)
		throw refusal(`Expected resource version to be ${version}, was ${resourceVersion}`);
	// A Scale holds 32 bits, and kubectl cuts what is longer.
	const size = Number(BigInt.asIntN(32, BigInt(flags.number('replicas'))));
	cluster.api.scale(object.kind, namespace, name, size, {
		dryRun: dryRun === 'server',
		fieldManager: invocation.fieldManager,
	});
	recordAfterwards(invocation, object.kind, object);
}

function* waitForReplicas(invocation: Invocation, object: KubeObject): Generator<Effect, void, Reply> {
	const {cluster, flags} = invocation;
	const untilMs = cluster.clock.now() + flags.duration('timeout');
	for (;;) {
		const {spec, status} = cluster.api.get(
			object.kind as 'Deployment',
			object.metadata.namespace,
			object.metadata.name,
		);
		if (status.replicas === spec.replicas) return;
		if (cluster.clock.now() >= untilMs) throw refusal('timed out waiting for the condition');
		yield {kind: 'wait', untilMs, on: [cluster.changed]};
	}
}
