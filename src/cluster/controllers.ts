import type {Controller, ControllerContext} from './controller.ts';
import {disruptionController} from './disruption-controller.ts';
import {garbageCollector} from './garbage-collector.ts';
import {namespaceController} from './namespace-controller.ts';
import {endpointSliceController} from './network/endpoint-slice-controller.ts';
import {endpointSliceMirroringController} from './network/endpoint-slice-mirroring-controller.ts';
import {endpointsController} from './network/endpoints-controller.ts';
import type {Kubelets} from './node/kubelets.ts';
import {nodeControllers} from './node-lifecycle.ts';
import {scheduler} from './scheduler/scheduler.ts';
import {storageControllers} from './storage/storage-controllers.ts';
import {cronJobController} from './workloads/cron-job-controller.ts';
import {daemonSetController} from './workloads/daemon-set-controller.ts';
import {deploymentController} from './workloads/deployment-controller.ts';
import {horizontalPodAutoscalerController} from './workloads/horizontal-pod-autoscaler-controller.ts';
import {jobController} from './workloads/job-controller.ts';
import {jobTtlController} from './workloads/job-ttl-controller.ts';
import type {PodMetrics} from './workloads/load.ts';
import {replicaSetController} from './workloads/replica-set-controller.ts';
import {replicationControllerController} from './workloads/replication-controller-controller.ts';
import {statefulSetController} from './workloads/stateful-set-controller.ts';

/** Every control loop of a cluster, in the order in which they take turns. */
export function allControllers(context: ControllerContext, kubelets: Kubelets, metrics: PodMetrics): Controller[] {
	return [
		cronJobController(context),
		jobController(context),
		jobTtlController(context),
		deploymentController(context),
		replicaSetController(context),
		replicationControllerController(context),
		statefulSetController(context),
		daemonSetController(context),
		horizontalPodAutoscalerController(context, metrics),
		disruptionController(context),
		...storageControllers(context),
		scheduler(context),
		...kubelets.controllers,
		endpointSliceController(context),
		endpointsController(context),
		endpointSliceMirroringController(context),
		...nodeControllers(context, kubelets),
		garbageCollector(context),
		namespaceController(context),
	];
}
