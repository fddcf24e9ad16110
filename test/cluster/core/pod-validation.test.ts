import {describe, expect, it} from 'vitest';
import {setPodDefaults} from '../../../src/cluster/core/pod-defaults.ts';
import {validatePod, validatePodTemplate} from '../../../src/cluster/core/pod-validation.ts';
import type {Pod} from '../../../src/cluster/objects.ts';

const LABEL_RULE =
	"a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const ONE_HANDLER = 'Forbidden: may not specify more than 1 handler type';

/** The problems of a Pod with one container `app`, changed as told. */
function problems(container: object = {}, spec: object = {}): string[] {
	const pod = {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'web', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: ''},
		spec: {containers: [{name: 'app', image: 'nginx', ...container}], ...spec},
		status: {},
	} as Pod;
	setPodDefaults(pod);
	return validatePod(pod).map(({path, text}) => `${path}: ${text}`);
}

const C = 'spec.containers[0]';

describe('what the server says of a container', () => {
	it.each<[string, object, string[]]>([
		['a good one', {}, []],
		['no name', {name: ''}, [`${C}.name: Required value`]],
		['a bad name', {name: 'my_container'}, [`${C}.name: Invalid value: "my_container": ${LABEL_RULE}`]],
		['no image', {image: undefined}, [`${C}.image: Required value`]],
		[
			'a padded image',
			{image: 'nginx '},
			[`${C}.image: Invalid value: "nginx ": must not have leading or trailing whitespace`],
		],
		[
			'a pull policy',
			{imagePullPolicy: 'Sometimes'},
			[`${C}.imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"`],
		],
		[
			'ports',
			{ports: [{containerPort: 80800}, {containerPort: 80, protocol: 'tcp'}, {name: 'Web_1', containerPort: 1}]},
			[
				`${C}.ports[0].containerPort: Invalid value: 80800: must be between 1 and 65535, inclusive`,
				`${C}.ports[1].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"`,
				`${C}.ports[2].name: Invalid value: "Web_1": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)`,
			],
		],
		[
			'host ports',
			{
				ports: [
					{containerPort: 80, hostPort: 8080},
					{containerPort: 81, hostPort: 8080},
				],
			},
			[`${C}.ports[1].hostPort: Duplicate value: "TCP//8080"`],
		],
		[
			'variables',
			{
				env: [
					{name: ''},
					{name: 'A=B'},
					{name: 'X', value: 'x', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}},
					{name: 'Y', valueFrom: {fieldRef: {fieldPath: 'status.phase'}}},
					{name: 'Z', valueFrom: {}},
				],
			},
			[
				`${C}.env[0].name: Required value`,
				`${C}.env[1].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than '='`,
				`${C}.env[2].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`,
				`${C}.env[3].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"`,
				`${C}.env[4].valueFrom: Invalid value: "": must specify one of: \`fieldRef\`, \`resourceFieldRef\`, \`configMapKeyRef\` or \`secretKeyRef\``,
			],
		],
		[
			'mounts',
			{
				volumeMounts: [
					{name: 'data', mountPath: '/a'},
					{name: 'data', mountPath: '/a', subPath: '../up'},
				],
			},
			[
				`${C}.volumeMounts[0].name: Not found: "data"`,
				`${C}.volumeMounts[1].name: Not found: "data"`,
				`${C}.volumeMounts[1].mountPath: Invalid value: "/a": must be unique`,
				`${C}.volumeMounts.subPath: Invalid value: "../up": must not contain '..'`,
			],
		],
		[
			'resources',
			{resources: {requests: {memory: '256Mi', ram: '1'}, limits: {memory: '128Mi', cpu: '-1'}}},
			[
				`${C}.resources.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0`,
				`${C}.resources.requests: Invalid value: "256Mi": must be less than or equal to memory limit of 128Mi`,
				`${C}.resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0`,
				`${C}.resources.requests[ram]: Invalid value: "ram": must be a standard resource type or fully qualified`,
				`${C}.resources.requests[ram]: Invalid value: "ram": must be a standard resource for containers`,
			],
		],
		[
			'probes',
			{livenessProbe: {periodSeconds: 5}, readinessProbe: {httpGet: {port: 80}, exec: {command: ['true']}}},
			[
				`${C}.livenessProbe: Required value: must specify a handler type`,
				`${C}.readinessProbe.httpGet: ${ONE_HANDLER}`,
			],
		],
		[
			'a liveness probe that wants to succeed twice',
			{livenessProbe: {tcpSocket: {port: 'nope!'}, successThreshold: 2}},
			[
				`${C}.livenessProbe.tcpSocket.port: Invalid value: "nope!": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)`,
				`${C}.livenessProbe.successThreshold: Invalid value: 2: must be 1`,
			],
		],
		[
			'a hook that sleeps longer than the Pod has',
			{lifecycle: {preStop: {sleep: {seconds: 60}}}},
			[
				`${C}.lifecycle.preStop.sleep: Invalid value: 60: must be non-negative and less than terminationGracePeriodSeconds (30)`,
			],
		],
		[
			'a restart policy',
			{restartPolicy: 'Always'},
			[`${C}.restartPolicy: Forbidden: may not be set for non-init containers`],
		],
	])('%s', (_, container, expected) => {
		expect(problems(container)).toEqual(expected);
	});
});

describe('what the server says of a Pod', () => {
	it.each<[string, object, string[]]>([
		['no containers', {containers: []}, ['spec.containers: Required value']],
		[
			'two of one name',
			{
				containers: [
					{name: 'main', image: 'a'},
					{name: 'main', image: 'b'},
				],
			},
			['spec.containers[1].name: Duplicate value: "main"'],
		],
		[
			'an init container with a probe, and one with a policy that is none',
			{
				initContainers: [
					{name: 'app', image: 'a', livenessProbe: {exec: {command: ['x']}}},
					{name: 'side', image: 'a', restartPolicy: 'Never'},
				],
			},
			[
				'spec.initContainers[0].name: Duplicate value: "app"',
				'spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
				'spec.initContainers[1].restartPolicy: Unsupported value: "Never": supported values: "Always"',
			],
		],
		[
			'a sidecar',
			{
				initContainers: [
					{name: 's', image: 'a', restartPolicy: 'Always', lifecycle: {preStop: {exec: {command: ['x']}}}},
				],
			},
			[],
		],
		[
			'a restart policy',
			{restartPolicy: 'Sometimes', dnsPolicy: 'Mine'},
			[
				'spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
				'spec.dnsPolicy: Unsupported value: "Mine": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
			],
		],
		[
			'volumes',
			{
				volumes: [
					{name: 'a', secret: {}, configMap: {name: 'c'}},
					{name: 'b', hostPath: {path: '/../x', type: 'Dir'}},
				],
			},
			[
				'spec.volumes[0].secret.secretName: Required value',
				'spec.volumes[0].configMap: Forbidden: may not specify more than 1 volume type',
				'spec.volumes[1].hostPath.path: Invalid value: "/../x": must not contain \'..\'',
				'spec.volumes[1].hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
			],
		],
		[
			'tolerations',
			{
				tolerations: [
					{operator: 'Equal'},
					{key: 'a', operator: 'Exists', value: 'b', effect: 'Never'},
					{key: 'a', tolerationSeconds: 3},
				],
			},
			[
				'spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"',
				'spec.tolerations[1].operator: Invalid value: "b": value must be empty when `operator` is \'Exists\'',
				'spec.tolerations[1].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
				'spec.tolerations[2].effect: Invalid value: "": effect must be \'NoExecute\' when `tolerationSeconds` is set',
			],
		],
		[
			'affinity',
			{
				affinity: {
					nodeAffinity: {
						requiredDuringSchedulingIgnoredDuringExecution: {
							nodeSelectorTerms: [{matchExpressions: [{key: 'disk', operator: 'In'}]}],
						},
					},
					podAntiAffinity: {
						preferredDuringSchedulingIgnoredDuringExecution: [{weight: 101, podAffinityTerm: {topologyKey: 'zone'}}],
					},
				},
			},
			[
				"spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
				'spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100',
			],
		],
		[
			'topology spread',
			{topologySpreadConstraints: [{maxSkew: 0, topologyKey: '', whenUnsatisfiable: 'Maybe'}]},
			[
				'spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than 0',
				'spec.topologySpreadConstraints[0].topologyKey: Required value: can not be empty',
				'spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Maybe": supported values: "DoNotSchedule", "ScheduleAnyway"',
			],
		],
	])('%s', (_, spec, expected) => {
		expect(problems({}, spec)).toEqual(expected);
	});

	it('names the labels of a template without metadata', () => {
		const template = {metadata: {labels: {app: 'my web'}}, spec: {containers: []}};
		const [first, second] = validatePodTemplate(template, 'spec.template');
		expect(first?.path).toBe('spec.template.labels');
		expect(first?.text).toMatch(/^Invalid value: "my web": a valid label must be an empty string or consist of/);
		expect(second).toEqual({
			type: 'Required',
			path: 'spec.template.spec.terminationGracePeriodSeconds',
			text: 'Required value',
		});
	});
});
