import {ApiError} from '../api-error.ts';
import type {ControllerContext} from '../controller.ts';
import {controllerOf, type Deployment, type ReplicaSet} from '../objects.ts';
import {controllerReference} from './controller-references.ts';
import {
	annotationsOfNew,
	findNewReplicaSet,
	findOldReplicaSets,
	POD_TEMPLATE_HASH,
	REVISION,
	replicasAnnotations,
	revisionOf,
	sameTemplate,
} from './deployment-revisions.ts';
import {ACTOR, type Rollout, refreshed} from './deployment-rollout.ts';
import {sizeOfNew} from './deployment-scaling.ts';
import {maxSurge, replicasOf} from './deployment-size.ts';
import {hasProgressDeadline, setCondition, writeStatus} from './deployment-status.ts';
import {semanticallyEqual} from './semantic-equality.ts';
import {templateHash} from './template-hash.ts';
import {isNamespaceTerminating} from './template-pods.ts';

/** Finds the new ReplicaSet, if there is one, and gives it and the Deployment their revision. Creates nothing. */
export function currentRollout(
	context: ControllerContext,
	deployment: Deployment,
	replicaSets: readonly ReplicaSet[],
): Rollout {
	const newReplicaSet = findNewReplicaSet(deployment, replicaSets);
	const oldReplicaSets = findOldReplicaSets(deployment, replicaSets);
	if (!newReplicaSet) return {deployment, newReplicaSet, oldReplicaSets};
	const revision = Math.max(0, ...oldReplicaSets.map(revisionOf)) + 1;
	const noted = noteRevision(context, deployment, newReplicaSet, revision);
	setDeploymentRevision(context, deployment, revisionOf(noted));
	const rollout = refreshed(context, {deployment, newReplicaSet: noted, oldReplicaSets});
	return hasProgressDeadline(deployment) && !progressing(rollout.deployment)
		? noteNewReplicaSet(context, rollout, 'FoundNewReplicaSet', `Found new replica set "${noted.metadata.name}"`)
		: rollout;
}

/** Makes sure that there is a ReplicaSet with the present template. */
export function withNewReplicaSet(
	context: ControllerContext,
	rollout: Rollout,
): Rollout & {readonly newReplicaSet: ReplicaSet} {
	if (rollout.newReplicaSet) return {...rollout, newReplicaSet: rollout.newReplicaSet};
	const {deployment, oldReplicaSets} = rollout;
	const revision = Math.max(0, ...oldReplicaSets.map(revisionOf)) + 1;
	const replicas = sizeOfNew(deployment, oldReplicaSets, 0);
	const newReplicaSet = createReplicaSet(context, deployment, revision, replicas);
	const {name} = newReplicaSet.metadata;
	context.decide(ACTOR, deployment, 'deployment/create-replica-set', {replicaSet: name, revision, replicas});
	if (replicas > 0) {
		const text = `Scaled up replica set ${name} from 0 to ${replicas}`;
		context.events.record(ACTOR, deployment, 'Normal', 'ScalingReplicaSet', text);
	}
	setDeploymentRevision(context, deployment, revision);
	const created = refreshed(context, {deployment, newReplicaSet, oldReplicaSets});
	const noted = hasProgressDeadline(deployment)
		? noteNewReplicaSet(context, created, 'NewReplicaSetCreated', `Created new replica set "${name}"`)
		: created;
	return {...noted, newReplicaSet};
}

function noteRevision(
	context: ControllerContext,
	deployment: Deployment,
	replicaSet: ReplicaSet,
	revision: number,
): ReplicaSet {
	const {metadata, spec} = replicaSet;
	const annotations = annotationsOfNew(deployment, metadata.annotations, revision);
	const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
	if (semanticallyEqual(annotations, metadata.annotations) && (spec.minReadySeconds ?? 0) === minReadySeconds) {
		return replicaSet;
	}
	if (revisionOf(replicaSet) > 0 && annotations[REVISION] !== metadata.annotations?.[REVISION]) {
		context.decide(ACTOR, deployment, 'deployment/roll-back-to', {
			replicaSet: metadata.name,
			revision,
			previousRevision: revisionOf(replicaSet),
		});
	}
	const {minReadySeconds: _, ...others} = spec;
	return context.api.update<'ReplicaSet'>({
		...replicaSet,
		metadata: {...metadata, annotations},
		spec: {...others, ...(minReadySeconds > 0 && {minReadySeconds})},
	});
}

function createReplicaSet(
	context: ControllerContext,
	deployment: Deployment,
	revision: number,
	replicas: number,
): ReplicaSet {
	const {spec, status, metadata} = deployment;
	const hash = templateHash(spec.template, status.collisionCount);
	const labels = {...spec.template?.metadata?.labels, [POD_TEMPLATE_HASH]: hash};
	const name = `${metadata.name.slice(0, 252 - hash.length)}-${hash}`;
	const annotations = {
		...annotationsOfNew(deployment, {}, revision),
		...replicasAnnotations(replicasOf(deployment), maxSurge(deployment)),
	};
	try {
		return context.api.create<'ReplicaSet'>({
			apiVersion: 'apps/v1',
			kind: 'ReplicaSet',
			metadata: {
				name,
				namespace: metadata.namespace,
				labels,
				annotations,
				ownerReferences: [controllerReference(deployment)],
			},
			spec: {
				replicas,
				...(spec.minReadySeconds && {minReadySeconds: spec.minReadySeconds}),
				selector: {...spec.selector, matchLabels: {...spec.selector.matchLabels, [POD_TEMPLATE_HASH]: hash}},
				template: {...spec.template, metadata: {...spec.template?.metadata, labels}},
			},
		});
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		return handleCreateFailure(context, deployment, name, error);
	}
}

// A name that is taken by a different template means that two templates have one hash: the next attempt uses another.
function handleCreateFailure(
	context: ControllerContext,
	deployment: Deployment,
	name: string,
	error: ApiError,
): ReplicaSet {
	if (isNamespaceTerminating(error)) throw error;
	const existing = context.store.get('ReplicaSet', `${deployment.metadata.namespace}/${name}`);
	if (error.reason === 'AlreadyExists' && existing) {
		const ours = controllerOf(existing)?.uid === deployment.metadata.uid;
		if (ours && sameTemplate(existing.spec.template, deployment.spec.template)) return existing;
		const collisionCount = (deployment.status.collisionCount ?? 0) + 1;
		context.decide(ACTOR, deployment, 'deployment/hash-collision', {replicaSet: name, collisionCount});
		writeStatus(context, deployment, {...deployment.status, collisionCount});
		throw error;
	}
	const message = `Failed to create new replica set "${name}": ${error.message}`;
	if (hasProgressDeadline(deployment)) {
		const condition = {type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message} as const;
		writeStatus(context, deployment, setCondition(deployment.status, condition, context.clock.now()));
	}
	context.events.record(ACTOR, deployment, 'Warning', 'ReplicaSetCreateError', message);
	throw error;
}

function setDeploymentRevision({api}: ControllerContext, deployment: Deployment, revision: number): void {
	const {metadata} = deployment;
	if (metadata.annotations?.[REVISION] === String(revision)) return;
	api.update<'Deployment'>({
		...deployment,
		metadata: {...metadata, annotations: {...metadata.annotations, [REVISION]: String(revision)}},
	});
}

function noteNewReplicaSet(context: ControllerContext, rollout: Rollout, reason: string, message: string): Rollout {
	const {deployment} = rollout;
	const condition = {type: 'Progressing', status: 'True', reason, message} as const;
	const status = setCondition(deployment.status, condition, context.clock.now());
	return {...rollout, deployment: writeStatus(context, deployment, status)};
}

function progressing({status}: Deployment): boolean {
	return status.conditions?.some(({type}) => type === 'Progressing') ?? false;
}
