import {expect, test} from 'vitest';
import {describe, eventAbout, stored} from './objects.ts';

const template = {
	metadata: {labels: {app: 'web'}},
	spec: {
		containers: [{name: 'nginx', image: 'nginx:1.25', ports: [{containerPort: 80, protocol: 'TCP', name: 'http'}]}],
	},
};

test('a running Pod with its events', () => {
	const pod = stored('Pod', {
		metadata: {name: 'web', labels: {run: 'web'}},
		spec: {
			priority: 0,
			nodeName: 'worker-1',
			containers: [
				{
					name: 'web',
					image: 'nginx:1.27',
					command: ['sh', '-c', 'echo one\necho two'],
					resources: {limits: {memory: '128Mi'}, requests: {cpu: '100m', memory: '64Mi'}},
					env: [
						{name: 'MODE', value: 'fast'},
						{name: 'POD', valueFrom: {fieldRef: {apiVersion: 'v1', fieldPath: 'metadata.name'}}},
						{name: 'NODE', valueFrom: {fieldRef: {apiVersion: 'v1', fieldPath: 'spec.nodeName'}}},
						{name: 'COLOR', valueFrom: {configMapKeyRef: {name: 'demo', key: 'color'}}},
					],
					readinessProbe: {
						httpGet: {path: '/ready', port: 80, scheme: 'HTTP'},
						initialDelaySeconds: 2,
						timeoutSeconds: 1,
						periodSeconds: 3,
						successThreshold: 1,
						failureThreshold: 3,
					},
					volumeMounts: [{name: 'data', mountPath: '/data', readOnly: true, subPath: 'logs'}],
				},
			],
			volumes: [{name: 'data', emptyDir: {}}],
			tolerations: [
				{key: 'b', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300},
				{key: 'a', operator: 'Equal', value: 'x', effect: 'NoSchedule'},
			],
		},
		status: {
			phase: 'Running',
			hostIP: '172.18.0.3',
			podIP: '10.244.2.2',
			podIPs: [{ip: '10.244.2.2'}],
			startTime: '2026-11-21T10:17:56Z',
			qosClass: 'Burstable',
			conditions: [
				{type: 'Ready', status: 'True'},
				{type: 'PodScheduled', status: 'True'},
			],
			containerStatuses: [
				{
					name: 'web',
					containerID: 'containerd://1',
					image: 'nginx:1.27',
					imageID: 'nginx:1.27',
					ready: true,
					restartCount: 1,
					state: {running: {startedAt: '2026-11-21T10:18:00Z'}},
					lastState: {
						terminated: {
							reason: 'Error',
							exitCode: 3,
							startedAt: '2026-11-21T10:17:57Z',
							finishedAt: '2026-11-21T10:17:58Z',
						},
					},
				},
			],
		},
	});
	const created = eventAbout(pod, {
		type: 'Normal',
		reason: 'Created',
		message: 'Created container: web',
		source: {component: 'kubelet'},
		count: 2,
		firstTimestamp: '2026-11-21T10:17:57Z',
		lastTimestamp: '2026-11-21T10:18:00Z',
	});
	const scheduled = eventAbout(pod, {
		type: 'Normal',
		reason: 'Scheduled',
		message: 'Successfully assigned default/web to worker-1',
		reportingComponent: 'default-scheduler',
		eventTime: '2026-11-21T10:17:56.000000Z',
	});
	expect(describe(pod, created, scheduled)).toBe(
		`Name:         web
Namespace:    default
Priority:     0
Node:         worker-1/172.18.0.3
Start Time:   Sat, 21 Nov 2026 10:17:56 +0000
Labels:       run=web
Annotations:  <none>
Status:       Running
IP:           10.244.2.2
IPs:
  IP:  10.244.2.2
Containers:
  web:
    Container ID:  containerd://1
    Image:         nginx:1.27
    Image ID:      nginx:1.27
    Port:          <none>
    Host Port:     <none>
    Command:
      sh
      -c
      echo one
      echo two
    State:          Running
      Started:      Sat, 21 Nov 2026 10:18:00 +0000
    Last State:     Terminated
      Reason:       Error
      Exit Code:    3
      Started:      Sat, 21 Nov 2026 10:17:57 +0000
      Finished:     Sat, 21 Nov 2026 10:17:58 +0000
    Ready:          True
    Restart Count:  1
    Limits:
      memory:  128Mi
    Requests:
      cpu:      100m
      memory:   64Mi
    Readiness:  http-get http://:80/ready delay=2s timeout=1s period=3s #success=1 #failure=3
    Environment:
      MODE:   fast
      POD:    web (v1:metadata.name)
      NODE:    (v1:spec.nodeName)
      COLOR:  <set to the key 'color' of config map 'demo'>  Optional: false
    Mounts:
      /data from data (ro,path="logs")
Conditions:
  Type           Status
  Ready          True 
  PodScheduled   True 
Volumes:
  data:
    Type:        EmptyDir (a temporary directory that shares a pod's lifetime)
    Medium:      
    SizeLimit:   <unset>
QoS Class:       Burstable
Node-Selectors:  <none>
Tolerations:     a=x:NoSchedule
                 b:NoExecute op=Exists for 300s
Events:
  Type    Reason     Age                From               Message
  ----    ------     ----               ----               -------
  Normal  Scheduled  20s                default-scheduler  Successfully assigned default/web to worker-1
  Normal  Created    16s (x2 over 19s)  kubelet            Created container: web
`,
	);
});

test('a Deployment names its ReplicaSets: the one with its template, and the others from the oldest on', () => {
	const deployment = stored('Deployment', {
		metadata: {name: 'web', annotations: {'deployment.kubernetes.io/revision': '2'}},
		spec: {
			replicas: 2,
			selector: {matchLabels: {app: 'web'}},
			strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge: '25%', maxUnavailable: '25%'}},
			template,
		},
		status: {
			replicas: 3,
			updatedReplicas: 1,
			availableReplicas: 2,
			unavailableReplicas: 1,
			conditions: [{type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable'}],
		},
	});
	const owned = (name: string, image: string, created: string) =>
		stored('ReplicaSet', {
			metadata: {
				name,
				uid: name,
				creationTimestamp: created,
				ownerReferences: [
					{apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: deployment.metadata.uid, controller: true},
				],
			},
			spec: {
				replicas: 1,
				template: {
					metadata: {labels: {app: 'web', 'pod-template-hash': name}},
					spec: {containers: [{...template.spec.containers[0], image}]},
				},
			},
			status: {replicas: 1},
		});
	const replicaSets = [
		owned('web-b', 'nginx:1.24', '2026-11-21T10:18:00Z'),
		owned('web-c', 'nginx:1.25', '2026-11-21T10:18:09Z'),
		owned('web-a', 'nginx:1.23', '2026-11-21T10:17:00Z'),
	];
	expect(describe(deployment, ...replicaSets)).toBe(
		`Name:                   web
Namespace:              default
CreationTimestamp:      Sat, 21 Nov 2026 10:17:56 +0000
Labels:                 <none>
Annotations:            deployment.kubernetes.io/revision: 2
Selector:               app=web
Replicas:               2 desired | 1 updated | 3 total | 2 available | 1 unavailable
StrategyType:           RollingUpdate
MinReadySeconds:        0
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Pod Template:
  Labels:  app=web
  Containers:
   nginx:
    Image:         nginx:1.25
    Port:          80/TCP (http)
    Host Port:     0/TCP (http)
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
Conditions:
  Type           Status  Reason
  ----           ------  ------
  Available      True    MinimumReplicasAvailable
OldReplicaSets:  web-a (1/1 replicas created), web-b (1/1 replicas created)
NewReplicaSet:   web-c (1/1 replicas created)
Events:          <none>
`,
	);
});

test('a Service shows at most three ready endpoints of each port', () => {
	const service = stored('Service', {
		metadata: {name: 'web'},
		spec: {
			type: 'ClusterIP',
			clusterIP: '10.96.0.9',
			clusterIPs: ['10.96.0.9'],
			ipFamilyPolicy: 'SingleStack',
			ipFamilies: ['IPv4'],
			selector: {app: 'web'},
			ports: [{port: 80, protocol: 'TCP', targetPort: 'http'}],
			sessionAffinity: 'None',
			internalTrafficPolicy: 'Cluster',
		},
	});
	const endpoint = (ip: string, ready = true) => ({addresses: [ip], conditions: {ready}});
	const slice = stored('EndpointSlice', {
		metadata: {name: 'web-x', labels: {'kubernetes.io/service-name': 'web'}},
		addressType: 'IPv4',
		ports: [{name: '', port: 8080, protocol: 'TCP'}],
		endpoints: ['1', '2', '3', '4', '5'].map(last => endpoint(`10.0.0.${last}`, last !== '2')),
	});
	expect(describe(service, slice).split('\n').slice(10)).toEqual([
		'Port:                     <unset>  80/TCP',
		'TargetPort:               http/TCP',
		'Endpoints:                10.0.0.1:8080,10.0.0.3:8080,10.0.0.4:8080 + 1 more...',
		'Session Affinity:         None',
		'Internal Traffic Policy:  Cluster',
		'Events:                   <none>',
		'',
	]);
	expect(describe(service)).toContain('Endpoints:                <none>\n');
});

test('a Secret shows sizes, a ConfigMap its texts', () => {
	const secret = stored('Secret', {metadata: {name: 's'}, type: 'Opaque', data: {password: 'aHVudGVyMg=='}});
	expect(describe(secret)).toBe(
		'Name:         s\nNamespace:    default\nLabels:       <none>\nAnnotations:  <none>\n\nType:  Opaque\n\nData\n====\npassword:  7 bytes\n',
	);
	const configMap = stored('ConfigMap', {metadata: {name: 'c'}, data: {a: '1'}});
	expect(describe(configMap)).toBe(
		'Name:         c\nNamespace:    default\nLabels:       <none>\nAnnotations:  <none>\n\nData\n====\na:\n----\n1\n\n\nBinaryData\n====\n\nEvents:  <none>\n',
	);
});

test('a node sums up what its Pods ask for', () => {
	const node = stored('Node', {
		metadata: {name: 'worker-1', namespace: undefined},
		spec: {
			taints: [
				{key: 'b', effect: 'NoSchedule'},
				{key: 'a', value: 'x', effect: 'NoExecute'},
			],
		},
		status: {allocatable: {cpu: '4', memory: '8Gi', pods: '110'}},
	});
	const pod = (name: string, cpu: string, phase: string) =>
		stored('Pod', {
			metadata: {name, uid: name},
			spec: {
				nodeName: 'worker-1',
				containers: [{name: 'c', image: 'i', resources: {requests: {cpu, memory: '512Mi'}}}],
			},
			status: {phase},
		});
	const text = describe(node, pod('a', '1500m', 'Running'), pod('b', '2', 'Running'), pod('c', '1', 'Succeeded'));
	expect(text).toContain('Taints:             a=x:NoExecute\n                    b:NoSchedule\n');
	expect(text.slice(text.indexOf('Non-terminated'))).toBe(
		`Non-terminated Pods:          (2 in total)
  Namespace                   Name    CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
  ---------                   ----    ------------  ----------  ---------------  -------------  ---
  default                     a       1500m (37%)   0 (0%)      512Mi (6%)       0 (0%)         20s
  default                     b       2 (50%)       0 (0%)      512Mi (6%)       0 (0%)         20s
Allocated resources:
  (Total limits may be over 100 percent, i.e., overcommitted.)
  Resource           Requests     Limits
  --------           --------     ------
  cpu                3500m (87%)  0 (0%)
  memory             1Gi (12%)    0 (0%)
  ephemeral-storage  0 (0%)       0 (0%)
Events:              <none>
`,
	);
});

test('long annotations are cut and stand below their key; the applied manifest is not shown', () => {
	const annotations = {'kubectl.kubernetes.io/last-applied-configuration': '{}', long: 'x'.repeat(200), two: 'a\nb'};
	const lines = describe(stored('Namespace', {metadata: {name: 'n', namespace: undefined, annotations}})).split('\n');
	expect(lines.slice(2, 7)).toEqual([
		'Annotations:  long:',
		`                ${'x'.repeat(138)}...`,
		'              two:',
		'                a',
		'                b',
	]);
});

test('kinds without a description of their own are listed field by field', () => {
	const revision = stored('ControllerRevision', {
		apiVersion: 'apps/v1',
		metadata: {name: 'web-1'},
		status: undefined,
		revision: 3,
		data: {spec: {template: {$patch: 'replace'}}},
	});
	expect(describe(revision)).toBe(
		`Name:         web-1
Namespace:    default
Labels:       <none>
Annotations:  <none>
API Version:  apps/v1
Data:
  Spec:
    Template:
      $patch:  replace
Kind:          ControllerRevision
Metadata:
  Creation Timestamp:  2026-11-21T10:17:56Z
  Resource Version:    1
  UID:                 uid-of-ControllerRevision
Revision:              3
Events:                <none>
`,
	);
});
