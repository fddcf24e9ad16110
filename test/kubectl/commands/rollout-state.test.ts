import {expect, test} from 'vitest';
import type {KubeObject} from '../../../src/cluster/objects.ts';
import {rolloutState} from '../../../src/kubectl/commands/rollout-state.ts';

function object(kind: string, spec: object, status: object): KubeObject {
	return {
		kind,
		metadata: {name: 'web', generation: 2},
		spec,
		status: {observedGeneration: 2, ...status},
	} as unknown as KubeObject;
}

const rolling = {updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 1}}, replicas: 3};

test.each<[string, object, object, string, boolean]>([
	['Deployment', {replicas: 3}, {observedGeneration: 1}, 'Waiting for deployment spec update to be observed...', false],
	[
		'Deployment',
		{replicas: 3},
		{updatedReplicas: 1},
		'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...',
		false,
	],
	[
		'Deployment',
		{replicas: 3},
		{updatedReplicas: 3, replicas: 4},
		'Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...',
		false,
	],
	[
		'Deployment',
		{replicas: 3},
		{updatedReplicas: 3, replicas: 3, availableReplicas: 2},
		'Waiting for deployment "web" rollout to finish: 2 of 3 updated replicas are available...',
		false,
	],
	[
		'Deployment',
		{replicas: 3},
		{updatedReplicas: 3, replicas: 3, availableReplicas: 3},
		'deployment "web" successfully rolled out',
		true,
	],
	[
		'DaemonSet',
		{updateStrategy: {type: 'RollingUpdate'}},
		{desiredNumberScheduled: 2, updatedNumberScheduled: 1},
		'Waiting for daemon set "web" rollout to finish: 1 out of 2 new pods have been updated...',
		false,
	],
	[
		'DaemonSet',
		{updateStrategy: {type: 'RollingUpdate'}},
		{desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1},
		'Waiting for daemon set "web" rollout to finish: 1 of 2 updated pods are available...',
		false,
	],
	['StatefulSet', rolling, {readyReplicas: 1}, 'Waiting for 2 pods to be ready...', false],
	[
		'StatefulSet',
		rolling,
		{readyReplicas: 3, updatedReplicas: 1},
		'Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...',
		false,
	],
	[
		'StatefulSet',
		rolling,
		{readyReplicas: 3, updatedReplicas: 2},
		'partitioned roll out complete: 2 new pods have been updated...',
		true,
	],
	[
		'StatefulSet',
		{updateStrategy: {type: 'RollingUpdate'}, replicas: 1},
		{readyReplicas: 1, currentReplicas: 1, updateRevision: 'web-1', currentRevision: 'web-1'},
		'statefulset rolling update complete 1 pods at revision web-1...',
		true,
	],
])('%s %j %j', (kind, spec, status, text, done) => {
	expect(rolloutState(object(kind, spec, status), 0, kind)).toEqual({text: `${text}\n`, done});
});

test.each<[string, object, object, string]>([
	[
		'Deployment',
		{},
		{conditions: [{type: 'Progressing', reason: 'ProgressDeadlineExceeded'}]},
		'error: deployment "web" exceeded its progress deadline',
	],
	[
		'DaemonSet',
		{updateStrategy: {type: 'OnDelete'}},
		{},
		'error: rollout status is only available for RollingUpdate strategy type',
	],
	['ConfigMap', {}, {}, 'error: no status viewer has been implemented for ConfigMap'],
])('%s %j %j is refused', (kind, spec, status, message) => {
	expect(() => rolloutState(object(kind, spec, status), 0, kind)).toThrow(message);
});

test('another revision than the one that was asked for is refused', () => {
	expect(() => rolloutState(object('Deployment', {}, {}), 3, 'Deployment')).toThrow(
		'error: desired revision (3) is different from the running revision (0)',
	);
});
