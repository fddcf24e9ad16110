import type {Controller, ControllerContext} from '../controller.ts';
import {matchesLabelSelector} from '../selectors.ts';
import {replicasController} from './replicas-controller.ts';

/** Keeps the number of Pods of each ReplicaSet. */
export function replicaSetController(context: ControllerContext): Controller {
	return replicasController(context, {
		kind: 'ReplicaSet',
		actor: 'replicaset-controller',
		matches: ({spec}, labels) => matchesLabelSelector(spec.selector, labels),
	});
}
