import {ApiError} from '../../cluster/api-error.ts';
import {type KubeObject, keyOf} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {PRINT_FLAGS} from '../output.ts';
import {type Failure, refusal, visitObjects} from './failures.ts';
import {resourceOf} from './kind-names.ts';
import {reportChange} from './object-changes.ts';
import {selectObjects, WIDE_TARGET_FLAGS} from './selection.ts';
import {parseWaitCondition, type WaitCondition} from './wait-condition.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const WEEK_MS = 7 * 86_400_000;

export const wait: Subcommand = {
	name: 'wait',
	suggestFor: ['list', 'ps'],
	short: 'Wait for a specific condition on one or many resources',
	usage:
		'kubectl wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath=...]',
	examples:
		"kubectl wait --for=condition=Ready pod/web\nkubectl wait --for=jsonpath='{.status.phase}'=Running pod/web\n" +
		'kubectl wait --for=delete pod/web --timeout=60s',
	flags: [
		...WIDE_TARGET_FLAGS,
		...PRINT_FLAGS,
		{
			name: 'for',
			type: 'string',
			values: ['condition=', 'create', 'delete', 'jsonpath='],
			help: "create, delete, condition=NAME[=VALUE] or jsonpath='{PATH}'[=VALUE]",
		},
		{
			name: 'timeout',
			type: 'duration',
			default: DEFAULT_TIMEOUT_MS,
			help: 'How long to wait; 0 looks once, negative waits a week',
		},
	],
	*run(invocation) {
		const condition = parseWaitCondition(invocation.flags.string('for'));
		const timeoutMs = invocation.flags.duration('timeout');
		const untilMs = invocation.cluster.clock.now() + (timeoutMs < 0 ? WEEK_MS : timeoutMs);
		const all = invocation.flags.boolean('all');
		let selection = yield* selectObjects(invocation, invocation.args, {all});
		if (condition.kind === 'create') {
			while (selection.objects.length === 0 || selection.failures.length > 0) {
				throwAll(selection.failures.filter(failure => !isNotFound(failure)));
				if (invocation.cluster.clock.now() >= untilMs) throw refusal('timed out waiting for the condition');
				yield {kind: 'wait', untilMs, on: [invocation.cluster.changed]};
				selection = yield* selectObjects(invocation, invocation.args, {all});
			}
		}
		const forDelete = condition.kind === 'delete';
		const failures = forDelete ? selection.failures.filter(failure => !isNotFound(failure)) : selection.failures;
		if (selection.objects.length === 0 && failures.length === 0 && !forDelete)
			throw refusal('no matching resources found');
		return yield* visitObjects({...selection, failures}, object => waitFor(invocation, object, condition, untilMs));
	},
};

function isNotFound(failure: Failure): boolean {
	return failure instanceof ApiError && failure.reason === 'NotFound';
}

// Each change of the object is looked at, so that a condition is seen that holds for a moment only.
function* waitFor(
	invocation: Invocation,
	object: KubeObject,
	condition: WaitCondition,
	untilMs: number,
): Generator<Effect, void, Reply> {
	const {cluster, flags} = invocation;
	const {kind} = object;
	const key = keyOf(object);
	const plural = resourceOf(kind).split('.')[0];
	const target = `${plural}/${object.metadata.name}`;
	const states: (KubeObject | undefined)[] = [cluster.store.get(kind, key)];
	const stop = cluster.store.watch(kind, change => {
		if (keyOf(change.object) === key) states.push(change.type === 'DELETED' ? undefined : change.object);
	});
	try {
		// All objects share the time: where one has used it up, the others aren't looked at any more.
		const isOnce = flags.given('timeout') && flags.duration('timeout') === 0;
		if (!isOnce && condition.kind !== 'delete' && cluster.clock.now() >= untilMs) throw timedOut(target);
		for (;;) {
			for (const state of states.splice(0)) {
				if (!isMet(condition, state, object)) continue;
				yield* reportChange(invocation, state ?? object, 'condition met', {typed: false});
				return;
			}
			if (isOnce) throw refusal(`condition not met for ${target}`);
			if (condition.kind !== 'delete' && !cluster.store.get(kind, key))
				throw new ApiError('NotFound', `${resourceOf(kind)} "${object.metadata.name}" not found`);
			if (cluster.clock.now() >= untilMs) throw timedOut(target);
			yield {kind: 'wait', untilMs, on: [cluster.changed]};
		}
	} finally {
		stop();
	}
}

function timedOut(target: string): Failure {
	return refusal(`timed out waiting for the condition on ${target}`);
}

function isMet(condition: WaitCondition, state: KubeObject | undefined, first: KubeObject): boolean {
	if (condition.kind === 'delete') return state === undefined || state.metadata.uid !== first.metadata.uid;
	return state !== undefined && condition.isMet(state);
}
