import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Json, JsonPatchOperation} from '../../../src/cluster/api.ts';
import {applyJsonPatch} from '../../../src/cluster/patch/json-patch.ts';
import {goText, type JsonMap} from '../../../src/cluster/patch/json-tree.ts';
import {applyMergePatch, createMergePatch} from '../../../src/cluster/patch/merge-patch.ts';
import {applyStrategicMergePatch} from '../../../src/cluster/patch/strategic-merge-patch.ts';
import {threeWayPatch, twoWayPatch} from '../../../src/cluster/patch/three-way-patch.ts';

const pod = (spec: {[key: string]: Json}): JsonMap => ({spec});
const containers = (...list: Json[]): JsonMap => pod({containers: list});
const nginx = {name: 'nginx', image: 'nginx:1.25', env: [{name: 'COLOR', value: 'blue'}], args: ['-v']};
const agent = {name: 'agent', image: 'busybox:1.36'};

test.each<[string, JsonMap, JsonMap, JsonMap]>([
	[
		'an element by its key',
		containers(nginx, agent),
		containers({name: 'nginx', image: 'nginx:1.26'}),
		containers({...nginx, image: 'nginx:1.26'}, agent),
	],
	['a new element at the front', containers(nginx), containers(agent), containers(agent, nginx)],
	[
		'deletion of an element',
		containers(nginx, agent),
		containers({name: 'agent', $patch: 'delete'}),
		containers(nginx),
	],
	['replacement of a merged list', containers(nginx, agent), containers({$patch: 'replace'}, agent), containers(agent)],
	[
		'an atomic list',
		containers(nginx),
		containers({name: 'nginx', args: ['-q', '-s']}),
		containers({...nginx, args: ['-q', '-s']}),
	],
	['null', pod({nodeName: 'a', hostNetwork: true}), pod({nodeName: null, priority: null}), pod({hostNetwork: true})],
	[
		'replacement of a map',
		pod({nodeSelector: {a: '1', b: '2'}}),
		pod({nodeSelector: {c: '3', $patch: 'replace'}}),
		pod({nodeSelector: {c: '3'}}),
	],
	[
		'deletion of a map',
		pod({nodeSelector: {a: '1'}}),
		pod({nodeSelector: {$patch: 'delete'}}),
		pod({nodeSelector: {}}),
	],
	[
		'an order of elements',
		containers(nginx, agent),
		pod({'$setElementOrder/containers': [{name: 'agent'}, {name: 'nginx'}]}),
		containers(agent, nginx),
	],
	[
		'a list of plain values',
		{metadata: {finalizers: ['a/x', 'a/y']}},
		{metadata: {finalizers: ['a/z'], '$deleteFromPrimitiveList/finalizers': ['a/x']}},
		{metadata: {finalizers: ['a/z', 'a/y']}},
	],
	[
		'a volume with another source',
		pod({volumes: [{name: 'data', emptyDir: {}}]}),
		pod({volumes: [{name: 'data', configMap: {name: 'c'}, $retainKeys: ['name', 'configMap']}]}),
		pod({volumes: [{name: 'data', configMap: {name: 'c'}}]}),
	],
])('a strategic merge patch with %s', (_, original, patch, expected) => {
	const before = structuredClone(original);
	expect(applyStrategicMergePatch('Pod', original, patch)).toEqual(expected);
	expect(original).toEqual(before);
});

test.each<[string, JsonMap, string]>([
	['an element without key', containers({image: 'x'}), 'map: map[image:x] does not contain declared merge key: name'],
	['an unknown directive', {$patch: 'shrink'}, 'unknown patch type: shrink in map: map[$patch:shrink]'],
	[
		'a wrong order',
		{spec: {containers: [nginx], '$setElementOrder/containers': [{name: 'agent'}]}},
		'invalid patch format of setElementOrder list',
	],
	[
		'keys that are not retained',
		pod({volumes: [{name: 'data', emptyDir: {}, $retainKeys: ['name']}]}),
		'invalid patch format of retainKeys',
	],
])('a strategic merge patch with %s is refused', (_, patch, message) => {
	const original = pod({containers: [nginx], volumes: [{name: 'data'}]});
	expect(() => applyStrategicMergePatch('Pod', original, patch)).toThrow(message);
});

const document: JsonMap = {a: {list: [1, 2, 3], 'x/y': 'z'}, b: null};

test.each<[JsonPatchOperation[], Json]>([
	[[{op: 'add', path: '/a/list/1', value: 9}], {a: {list: [1, 9, 2, 3], 'x/y': 'z'}, b: null}],
	[[{op: 'add', path: '/a/list/-', value: 4}], {a: {list: [1, 2, 3, 4], 'x/y': 'z'}, b: null}],
	[[{op: 'remove', path: '/a/x~1y'}], {a: {list: [1, 2, 3]}, b: null}],
	[[{op: 'replace', path: '/new', value: 1}], {a: {list: [1, 2, 3], 'x/y': 'z'}, b: null, new: 1}],
	[[{op: 'replace', path: '/a/list/0', value: {}}], {a: {list: [{}, 2, 3], 'x/y': 'z'}, b: null}],
	[[{op: 'move', from: '/a/list', path: '/c'}], {a: {'x/y': 'z'}, b: null, c: [1, 2, 3]}],
	[[{op: 'copy', from: '/a/list/2', path: '/b'}], {a: {list: [1, 2, 3], 'x/y': 'z'}, b: 3}],
	[
		[
			{op: 'test', path: '/a/list', value: [1, 2, 3]},
			{op: 'remove', path: '/a'},
		],
		{b: null},
	],
])('the JSON patch %j', (operations, expected) => {
	expect(applyJsonPatch(document, operations)).toEqual(expected);
	expect(document).toEqual({a: {list: [1, 2, 3], 'x/y': 'z'}, b: null});
});

test.each<[JsonPatchOperation]>([
	[{op: 'remove', path: '/nothing'}],
	[{op: 'replace', path: '/nothing/deeper', value: 1}],
	[{op: 'add', path: '/nothing/deeper', value: 1}],
	[{op: 'add', path: '/a/list/9', value: 1}],
	[{op: 'test', path: '/b', value: 1}],
	[{op: 'remove', path: 'a'}],
	[{op: 'shuffle' as 'add', path: '/a'}],
])('the JSON patch operation %j can’t be done', operation => {
	expect(() => applyJsonPatch(document, [operation])).toThrow(
		expect.objectContaining({
			reason: 'Invalid',
			message: 'the server rejected our request due to an error in our request',
		}),
	);
});

test('a JSON patch that is no list is refused', () => {
	expect(() => applyJsonPatch(document, {op: 'remove'} as unknown as JsonPatchOperation[])).toThrow(
		'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
	);
});

test('values are shown as Go shows them', () => {
	expect(goText({spec: {replicas: 'two', list: [1, {b: null, a: true}]}})).toBe(
		'map[spec:map[list:[1 map[a:true b:<nil>]] replicas:two]]',
	);
});

const deployment = (spec: JsonMap, metadata: JsonMap = {name: 'web'}): JsonMap => ({metadata, spec});
const withContainers = (...list: Json[]): JsonMap => ({template: {spec: {containers: list}}});

test.each<[string, JsonMap, JsonMap, JsonMap, JsonMap]>([
	[
		'nothing changed',
		deployment({replicas: 2}),
		deployment({replicas: 2}),
		deployment({replicas: 2, paused: true}),
		{},
	],
	[
		'a changed number',
		deployment({replicas: 2}),
		deployment({replicas: 3}),
		deployment({replicas: 2}),
		{spec: {replicas: 3}},
	],
	[
		'others’ change of the same field',
		deployment({replicas: 2}),
		deployment({replicas: 2}),
		deployment({replicas: 5}),
		{spec: {replicas: 2}},
	],
	['others’ fields', deployment({}), deployment({}), deployment({replicas: 5}), {}],
	[
		'a removed field',
		deployment({paused: true, replicas: 1}),
		deployment({replicas: 1}),
		deployment({paused: true, replicas: 1}),
		{spec: {paused: null}},
	],
	[
		'a changed image',
		deployment(withContainers(nginx, agent)),
		deployment(withContainers({...nginx, image: 'nginx:1.26'}, agent)),
		deployment(withContainers({...nginx, imagePullPolicy: 'Always'}, agent)),
		{
			spec: {
				template: {
					spec: {
						'$setElementOrder/containers': [{name: 'nginx'}, {name: 'agent'}],
						containers: [{image: 'nginx:1.26', name: 'nginx'}],
					},
				},
			},
		},
	],
	[
		'a removed container and a removed variable',
		deployment(withContainers(nginx, agent)),
		deployment(withContainers({name: 'nginx', image: 'nginx:1.25', args: ['-v']})),
		deployment(withContainers(nginx, agent)),
		{
			spec: {
				template: {
					spec: {
						'$setElementOrder/containers': [{name: 'nginx'}],
						containers: [
							{env: null, name: 'nginx'},
							{$patch: 'delete', name: 'agent'},
						],
					},
				},
			},
		},
	],
	[
		'another strategy',
		deployment({strategy: {type: 'RollingUpdate'}}),
		deployment({strategy: {type: 'Recreate'}}),
		deployment({strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge: 1}}}),
		{spec: {strategy: {$retainKeys: ['type'], type: 'Recreate'}}},
	],
])('kubectl apply with %s', (_, original, modified, current, expected) => {
	const {patch, empty} = threeWayPatch('Deployment', original, modified, current);
	expect(patch).toEqual(expected);
	expect(empty).toBe(Object.keys(expected).length === 0);
});

test('a patch made of two objects turns one into the other', () => {
	const image = fc.constantFrom('nginx:1.25', 'nginx:1.26', 'redis:7');
	const variable = fc.record({name: fc.constantFrom('A', 'B', 'C'), value: fc.constantFrom('1', '2')});
	const container = fc.record(
		{
			name: fc.constantFrom('a', 'b', 'c', 'd'),
			image,
			args: fc.array(image, {maxLength: 2}),
			env: fc.uniqueArray(variable, {selector: ({name}) => name}),
		},
		{requiredKeys: ['name']},
	);
	const object = fc.record(
		{
			containers: fc.uniqueArray(container, {selector: ({name}) => name, minLength: 1}),
			nodeSelector: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
			nodeName: fc.constantFrom('a', 'b'),
		},
		{requiredKeys: ['containers']},
	);
	const withoutEmpty = (json: Json): Json =>
		JSON.parse(JSON.stringify(json, (_, value) => (Array.isArray(value) && value.length === 0 ? undefined : value)));
	fc.assert(
		fc.property(object, object, (before, after) => {
			const from = {spec: before as Json};
			const to = {spec: after as Json};
			const patched = applyStrategicMergePatch('Pod', from, twoWayPatch('Pod', from, to));
			expect(withoutEmpty(patched)).toEqual(withoutEmpty(to));
			expect(applyMergePatch(from, createMergePatch(from, to))).toEqual(to);
			const {patch} = threeWayPatch('Pod', from, to, from);
			expect(withoutEmpty(applyStrategicMergePatch('Pod', from, patch))).toEqual(withoutEmpty(to));
		}),
	);
});
