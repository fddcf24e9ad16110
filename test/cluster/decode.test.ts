import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Json} from '../../src/cluster/api.ts';
import {decodeManifest} from '../../src/cluster/decode.ts';
import {allKinds} from '../../src/cluster/kinds.ts';
import type {Kind} from '../../src/cluster/objects.ts';

const FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const container = (fields: {[key: string]: Json}): Json => ({spec: {containers: [{name: 'app', ...fields}]}});
const template = (fields: {[key: string]: Json}): Json => ({spec: {template: container(fields)}});

test.each<[Kind, Json, string]>([
	[
		'Deployment',
		{spec: {replicas: '3'}},
		'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
	],
	[
		'Deployment',
		{spec: {replicas: 2.5}},
		'json: cannot unmarshal number 2.5 into Go struct field DeploymentSpec.spec.replicas of type int32',
	],
	[
		'Deployment',
		{spec: {replicas: 3e9}},
		'json: cannot unmarshal number into Go struct field DeploymentSpec.spec.replicas of type int32',
	],
	[
		'Deployment',
		{spec: 'x'},
		'json: cannot unmarshal string into Go struct field Deployment.spec of type v1.DeploymentSpec',
	],
	[
		'Deployment',
		template({env: [{name: 'A', value: 1}]}),
		'json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
	],
	[
		'Deployment',
		template({command: 'sh'}),
		'json: cannot unmarshal string into Go struct field Container.spec.template.spec.containers.command of type []string',
	],
	[
		'Deployment',
		{spec: {selector: {matchLabels: {a: 1}}}},
		'json: cannot unmarshal number into Go struct field LabelSelector.spec.selector.matchLabels of type string',
	],
	[
		'Pod',
		{spec: {containers: {name: 'x'}}},
		'json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container',
	],
	[
		'Pod',
		{spec: {restartPolicy: true}},
		'json: cannot unmarshal bool into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy',
	],
	[
		'Pod',
		container({ports: [{containerPort: 'http'}]}),
		'json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
	],
	['Pod', container({resources: {limits: {cpu: '100mm'}}}), "unable to parse quantity's suffix"],
	['Pod', container({resources: {limits: {memory: '64MB'}}}), FORMAT],
	[
		'Pod',
		container({livenessProbe: {httpGet: {port: true}}}),
		'json: cannot unmarshal bool into Go value of type int32',
	],
	[
		'Service',
		{spec: {selector: {matchLabels: {a: 'b'}}}},
		'json: cannot unmarshal object into Go struct field ServiceSpec.spec.selector of type string',
	],
	['ConfigMap', {data: {port: 80}}, 'json: cannot unmarshal number into Go struct field ConfigMap.data of type string'],
	['Secret', {data: {key: 'not base64!'}}, 'illegal base64 data at input byte 3'],
	['Secret', {data: {key: 'abc'}}, 'illegal base64 data at input byte 0'],
	['Secret', {data: {key: 1}}, 'json: cannot unmarshal number into Go struct field Secret.data of type []uint8'],
	[
		'Pod',
		{metadata: {creationTimestamp: 'today'}},
		'parsing time "today" as "2006-01-02T15:04:05Z07:00": cannot parse "today" as "2006"',
	],
	[
		'Pod',
		{spec: {container: [], replicas: 1, containers: [{port: 1}]}},
		'strict decoding error: unknown field "spec.container", unknown field "spec.containers[0].port", unknown field "spec.replicas"',
	],
])('a %s with %j is refused', (kind, manifest, problem) => {
	const message = `${kind} in version "v1" cannot be handled as a ${kind}: ${problem}`;
	expect(() => decodeManifest(kind, manifest)).toThrow(expect.objectContaining({reason: 'BadRequest', message}));
});

test('unknown fields can be a warning, or nothing', () => {
	const warnings: string[] = [];
	const manifest = {spec: {replica: 2, paused: true}};
	const draft = decodeManifest('Deployment', manifest, {fieldValidation: 'Warn', warnings});
	expect(warnings).toEqual(['unknown field "spec.replica"']);
	expect(draft.spec).not.toHaveProperty('replica');
	expect(decodeManifest('Deployment', manifest, {fieldValidation: 'Ignore'})).toEqual(draft);
});

test('what Kubernetes can’t tell from an absent field is dropped, pointers are kept', () => {
	const draft = decodeManifest('Deployment', {
		metadata: {name: 'web', labels: null, creationTimestamp: null},
		spec: {
			replicas: 0,
			minReadySeconds: 0,
			paused: false,
			template: {
				spec: {containers: [{name: 'app', args: [], stdin: false, resources: {limits: {cpu: '1000m', memory: 5e8}}}]},
			},
		},
	});
	expect(draft).toEqual({
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'web'},
		spec: {
			replicas: 0,
			strategy: {},
			template: {metadata: {}, spec: {containers: [{name: 'app', resources: {limits: {cpu: '1', memory: '500M'}}}]}},
		},
	});
});

test('a key named __proto__ is a label like any other', () => {
	const draft = decodeManifest('Pod', JSON.parse('{"metadata":{"labels":{"__proto__":"x"}}}'));
	expect(Object.keys(draft.metadata.labels ?? {})).toEqual(['__proto__']);
	expect(Object.getPrototypeOf(draft.metadata.labels)).toBe(Object.prototype);
});

test('any JSON is decoded or refused, and decoding twice changes nothing', () => {
	const kinds = fc.constantFrom(...allKinds().map(({kind}) => kind));
	const keys = fc.constantFrom(
		'metadata',
		'spec',
		'labels',
		'name',
		'template',
		'containers',
		'env',
		'ports',
		'data',
		'x',
	);
	const {tree} = fc.letrec<{tree: Json; leaf: Json}>(tie => ({
		leaf: fc.constantFrom<Json>(null, 0, 1.5, '', 'a', true, {}, []),
		tree: fc.oneof(
			{maxDepth: 6},
			tie('leaf'),
			fc.array(tie('tree'), {maxLength: 2}),
			fc.dictionary(keys, tie('tree'), {maxKeys: 3}),
		),
	}));
	fc.assert(
		fc.property(kinds, fc.dictionary(keys, tree), (kind, manifest) => {
			try {
				const once = decodeManifest(kind, manifest, {fieldValidation: 'Ignore'});
				expect(decodeManifest(kind, once as unknown as Json)).toEqual(once);
			} catch (error) {
				expect(error).toMatchObject({reason: 'BadRequest'});
			}
		}),
		{numRuns: 300},
	);
});
