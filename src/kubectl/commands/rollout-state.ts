import type {DaemonSet, Deployment, KubeObject, StatefulSet} from '../../cluster/objects.ts';
import {revisionOf} from '../describe/replica-sets-of.ts';
import {refusal} from './failures.ts';

/** What `kubectl rollout status` says of one state of an object. */
export interface RolloutState {
	readonly text: string;
	readonly done: boolean;
}

const ONLY_ROLLING = 'rollout status is only available for RollingUpdate strategy type';

/** Throws for kinds without rollouts, and for a Deployment that missed its deadline. `kindName` as in `ReplicaSet.apps`. */
export function rolloutState(object: KubeObject, revision: number, kindName: string): RolloutState {
	switch (object.kind) {
		case 'Deployment':
			return deploymentState(object as Deployment, revision);
		case 'DaemonSet':
			return daemonSetState(object as DaemonSet);
		case 'StatefulSet':
			return statefulSetState(object as StatefulSet);
		default:
			throw refusal(`no status viewer has been implemented for ${kindName}`);
	}
}

function deploymentState(deployment: Deployment, revision: number): RolloutState {
	const {metadata, spec, status} = deployment;
	if (revision > 0 && revision !== revisionOf(deployment))
		throw refusal(`desired revision (${revision}) is different from the running revision (${revisionOf(deployment)})`);
	if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0))
		return waiting('Waiting for deployment spec update to be observed...');
	const name = `deployment "${metadata.name}"`;
	if (status.conditions?.find(({type}) => type === 'Progressing')?.reason === 'ProgressDeadlineExceeded')
		throw refusal(`${name} exceeded its progress deadline`);
	const {availableReplicas: available = 0, replicas: total = 0, updatedReplicas: updated = 0} = status;
	const wanted = spec.replicas ?? 1;
	if (updated < wanted)
		return waiting(
			`Waiting for ${name} rollout to finish: ${updated} out of ${wanted} new replicas have been updated...`,
		);
	if (total > updated)
		return waiting(`Waiting for ${name} rollout to finish: ${total - updated} old replicas are pending termination...`);
	if (available < updated)
		return waiting(
			`Waiting for ${name} rollout to finish: ${available} of ${updated} updated replicas are available...`,
		);
	return done(`${name} successfully rolled out`);
}

function daemonSetState({metadata, spec, status}: DaemonSet): RolloutState {
	if (spec.updateStrategy?.type !== 'RollingUpdate') throw refusal(ONLY_ROLLING);
	if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0))
		return waiting('Waiting for daemon set spec update to be observed...');
	const name = `daemon set "${metadata.name}"`;
	const {desiredNumberScheduled: wanted, numberAvailable: available = 0, updatedNumberScheduled: updated = 0} = status;
	if (updated < wanted)
		return waiting(`Waiting for ${name} rollout to finish: ${updated} out of ${wanted} new pods have been updated...`);
	if (available < wanted)
		return waiting(`Waiting for ${name} rollout to finish: ${available} of ${wanted} updated pods are available...`);
	return done(`${name} successfully rolled out`);
}

function statefulSetState({metadata, spec, status}: StatefulSet): RolloutState {
	if (spec.updateStrategy?.type !== 'RollingUpdate') throw refusal(ONLY_ROLLING);
	if (!status.observedGeneration || (metadata.generation ?? 0) > status.observedGeneration)
		return waiting('Waiting for statefulset spec update to be observed...');
	const {currentReplicas: current = 0, readyReplicas: ready = 0, updatedReplicas: updated = 0} = status;
	const wanted = spec.replicas ?? 1;
	if (ready < wanted) return waiting(`Waiting for ${wanted - ready} pods to be ready...`);
	const {rollingUpdate} = spec.updateStrategy;
	if (rollingUpdate) {
		const expected = wanted - (rollingUpdate.partition ?? wanted);
		if (updated < expected)
			return waiting(
				`Waiting for partitioned roll out to finish: ${updated} out of ${expected} new pods have been updated...`,
			);
		return done(`partitioned roll out complete: ${updated} new pods have been updated...`);
	}
	if (status.updateRevision !== status.currentRevision)
		return waiting(
			`waiting for statefulset rolling update to complete ${updated} pods at revision ${status.updateRevision}...`,
		);
	return done(`statefulset rolling update complete ${current} pods at revision ${status.currentRevision}...`);
}

function waiting(text: string): RolloutState {
	return {text: `${text}\n`, done: false};
}

function done(text: string): RolloutState {
	return {text: `${text}\n`, done: true};
}
