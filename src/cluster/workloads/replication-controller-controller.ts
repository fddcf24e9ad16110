import type {Controller, ControllerContext} from '../controller.ts';
import {matchesLabelSelector} from '../selectors.ts';
import {replicasController} from './replicas-controller.ts';

/** Keeps the number of Pods of each ReplicationController, by the same rules as for a ReplicaSet. */
export function replicationControllerController(context: ControllerContext): Controller {
	return replicasController(context, {
		kind: 'ReplicationController',
		actor: 'replication-controller',
		matches: ({spec: {selector: matchLabels = {}}}, labels) =>
			Object.keys(matchLabels).length > 0 && matchesLabelSelector({matchLabels}, labels),
	});
}
