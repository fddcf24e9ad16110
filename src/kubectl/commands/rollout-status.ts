import {type Kind, type KubeObject, keyOf} from '../../cluster/objects.ts';
import type {Change} from '../../cluster/store.ts';
import {complain, type Effect, print, type Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {refusal, visitObjects} from './failures.ts';
import {groupKind} from './kind-names.ts';
import {type RolloutState, rolloutState} from './rollout-state.ts';
import {requireTargets, selectObjects, TARGET_FLAGS} from './selection.ts';

export const rolloutStatus: Subcommand = {
	name: 'status',
	short: 'Show the status of the rollout',
	usage: 'kubectl rollout status (TYPE NAME | TYPE/NAME) [flags]',
	examples: 'kubectl rollout status deployment/web --timeout=60s',
	flags: [
		...TARGET_FLAGS,
		{name: 'watch', short: 'w', type: 'boolean', default: true, help: 'Watch until the rollout is done'},
		{name: 'revision', type: 'int', default: 0, help: 'Pin to a revision; 0 is the last one'},
		{name: 'timeout', type: 'duration', default: 0, help: 'How long to wait; 0 means for ever'},
	],
	*run(invocation) {
		requireTargets(invocation);
		const revision = invocation.flags.number('revision');
		if (revision < 0) throw refusal(`revision must be a positive integer: ${revision}`);
		const selection = yield* selectObjects(invocation, invocation.args, {all: true});
		if (selection.objects.length === 0 && selection.failures.length === 0)
			yield* complain(`No resources found in ${invocation.namespace} namespace.\n`);
		return yield* visitObjects(selection, object => watchRollout(invocation, object, revision));
	},
};

// Every change of the object is looked at, as in a watch: several may happen while the cluster settles once.
function* watchRollout(invocation: Invocation, object: KubeObject, revision: number): Generator<Effect, void, Reply> {
	const {cluster, flags} = invocation;
	const timeoutMs = flags.duration('timeout');
	const untilMs = timeoutMs > 0 ? cluster.clock.now() + timeoutMs : undefined;
	const first = rolloutState(object, revision, groupKind(object.kind));
	if (yield* showState(first, flags.boolean('watch'))) return;
	const changes: Change[] = [];
	const stop = cluster.store.watch(object.kind, (change: Change<Kind>) => {
		if (keyOf(change.object) === keyOf(object)) changes.push(change);
	});
	try {
		for (;;) {
			for (const change of changes.splice(0)) {
				if (change.type === 'DELETED') throw refusal('object has been deleted');
				if (yield* showState(rolloutState(change.object, revision, groupKind(object.kind)), true)) return;
			}
			if (untilMs !== undefined && cluster.clock.now() >= untilMs) throw refusal('timed out waiting for the condition');
			yield {kind: 'wait', on: [cluster.changed], ...(untilMs !== undefined && {untilMs})};
		}
	} finally {
		stop();
	}
}

function* showState({done, text}: RolloutState, watch: boolean): Generator<Effect, boolean, Reply> {
	yield* print(text);
	return done || !watch;
}
