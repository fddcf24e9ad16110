import {formatTime} from '../shell/calendar.ts';
import {ApiError} from './api-error.ts';
import type {Controller, ControllerContext} from './controller.ts';
import {deleteContent, type LeftContent} from './namespace-content.ts';
import type {Namespace} from './objects.ts';

// Other servers get this time to notice that the namespace is going away.
const DELAY_MS = 5_000;

/** Empties a namespace that is being deleted and then lets it go. Between its attempts it waits for as long as the rest may take. */
export function namespaceController(context: ControllerContext): Controller {
	const {store, api, clock} = context;
	// When each namespace is looked at next.
	const dueMs = new Map<string, number>();
	const lookIn = (name: string, delayMs: number) => {
		const atMs = clock.now() + delayMs;
		dueMs.set(name, Math.min(atMs, dueMs.get(name) ?? atMs));
	};
	return {
		name: 'namespace-controller',
		watches: {
			Namespace({type, object}) {
				const {name, deletionTimestamp} = object.metadata;
				if (type === 'DELETED') dueMs.delete(name);
				if (type === 'DELETED' || !deletionTimestamp) return [];
				lookIn(name, DELAY_MS);
				return [name];
			},
		},
		reconcile(name) {
			const namespace = store.get('Namespace', name);
			if (!namespace?.metadata.deletionTimestamp || !namespace.spec.finalizers?.length) return undefined;
			const waitMs = (dueMs.get(name) ?? 0) - clock.now();
			if (waitMs > 0) return {requeueAfterMs: waitMs};
			dueMs.delete(name);
			const left = deleteContent(context, namespace);
			const status = statusWith(namespace, left, formatTime(clock.now()));
			const current = status === namespace.status ? namespace : api.updateStatus<'Namespace'>({...namespace, status});
			if (left.problems.length > 0) throw new ApiError('', left.problems.join(', '));
			if (left.estimateSeconds > 0) {
				lookIn(name, (Math.floor(left.estimateSeconds / 2) + 1) * 1000);
				return {requeueAfterMs: dueMs.get(name)! - clock.now()};
			}
			const finalizers = namespace.spec.finalizers.filter(finalizer => finalizer !== 'kubernetes');
			api.update({...current, spec: {...namespace.spec, finalizers}});
			return undefined;
		},
	};
}

type Condition = NonNullable<Namespace['status']['conditions']>[number];
type Outcome = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

function statusWith({status}: Namespace, left: LeftContent, now: string): Namespace['status'] {
	const before = status.conditions ?? [];
	const conditions = outcomesOf(left).map((outcome): Condition => {
		const known = before.find(({type}) => type === outcome.type);
		if (known?.status !== outcome.status) return {...outcome, lastTransitionTime: now};
		const isSame = known.reason === outcome.reason && known.message === outcome.message;
		return isSame ? known : {...known, ...outcome};
	});
	const others = before.filter(({type}) => !conditions.some(condition => condition.type === type));
	if (conditions.every(condition => before.includes(condition))) return status;
	return {...status, conditions: [...others, ...conditions]};
}

function outcomesOf({resources, finalizers, problems}: LeftContent): Outcome[] {
	const count = `${problems.length} remaining`;
	return [
		good('NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'),
		good(
			'NamespaceDeletionGroupVersionParsingFailure',
			'ParsedGroupVersions',
			'All legacy kube types successfully parsed',
		),
		outcome(
			'NamespaceDeletionContentFailure',
			problems,
			['ContentDeletionFailed', `Failed to delete all resource types, ${count}: `],
			['ContentDeleted', 'All content successfully deleted, may be waiting on finalization'],
		),
		outcome(
			'NamespaceContentRemaining',
			resources,
			['SomeResourcesRemain', 'Some resources are remaining: '],
			['ContentRemoved', 'All content successfully removed'],
		),
		outcome(
			'NamespaceFinalizersRemaining',
			finalizers,
			['SomeFinalizersRemain', 'Some content in the namespace has finalizers remaining: '],
			['ContentHasNoFinalizers', 'All content-preserving finalizers finished'],
		),
	];
}

function outcome(
	type: string,
	causes: readonly string[],
	[badReason, beginning]: readonly [string, string],
	[goodReason, goodMessage]: readonly [string, string],
): Outcome {
	if (causes.length === 0) return good(type, goodReason, goodMessage);
	return {type, status: 'True', reason: badReason, message: beginning + causes.join(', ')};
}

function good(type: string, reason: string, message: string): Outcome {
	return {type, status: 'False', reason, message};
}
