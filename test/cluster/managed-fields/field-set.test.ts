import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	fieldValues,
	formatPath,
	fromFieldsV1,
	stepsOf,
	toFieldsV1,
	withoutPath,
} from '../../../src/cluster/managed-fields/field-set.ts';
import type {JsonMap} from '../../../src/cluster/patch/json-tree.ts';

const POD: JsonMap = {
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name: 'web', uid: 'x', labels: {app: 'web'}, finalizers: ['keep']},
	spec: {
		containers: [
			{name: 'app', args: ['a', 'b'], ports: [{containerPort: 80}], env: [{name: 'A', value: '1'}]},
			{name: 'side', image: 'busybox'},
		],
		nodeSelector: {disk: 'ssd'},
	},
	status: {phase: 'Running'},
};

describe('the fields of an object', () => {
	it('are named as in managedFields, lists by the keys of their entries or as a whole', () => {
		const paths = [...fieldValues('Pod', POD).keys()].map(formatPath).sort();
		expect(paths).toEqual([
			'.metadata.finalizers[="keep"]',
			'.metadata.labels',
			'.metadata.labels.app',
			'.spec.containers[name="app"]',
			'.spec.containers[name="app"].args',
			'.spec.containers[name="app"].env[name="A"]',
			'.spec.containers[name="app"].env[name="A"].name',
			'.spec.containers[name="app"].env[name="A"].value',
			'.spec.containers[name="app"].name',
			'.spec.containers[name="app"].ports[containerPort=80,protocol="TCP"]',
			'.spec.containers[name="app"].ports[containerPort=80,protocol="TCP"].containerPort',
			'.spec.containers[name="side"]',
			'.spec.containers[name="side"].image',
			'.spec.containers[name="side"].name',
			'.spec.nodeSelector',
		]);
	});

	it('come back from the tree that is stored', () => {
		const step = fc.oneof(
			fc.string().map(name => `f:${name.replaceAll('\n', ' ')}`),
			fc.string().map(value => `v:${JSON.stringify(value)}`),
			fc.string().map(value => `k:${JSON.stringify({name: value})}`),
		);
		const path = fc.array(step, {minLength: 1, maxLength: 4}).map(steps => steps.join('\n'));
		fc.assert(
			fc.property(fc.array(path), paths => {
				const set = new Set(paths);
				expect(fromFieldsV1(toFieldsV1(set))).toEqual(set);
			}),
		);
	});

	it('can be taken out one by one', () => {
		const path = [...fieldValues('Pod', POD).keys()].find(
			one => formatPath(one) === '.spec.containers[name="app"].args',
		)!;
		const entry = [...fieldValues('Pod', POD).keys()].find(one => formatPath(one) === '.spec.containers[name="side"]')!;
		const left = withoutPath(withoutPath(POD, stepsOf(path)), stepsOf(entry)) as unknown as {
			spec: {containers: unknown};
		};
		expect(left.spec.containers).toEqual([{name: 'app', ports: [{containerPort: 80}], env: [{name: 'A', value: '1'}]}]);
		expect(withoutPath(left as unknown as JsonMap, stepsOf(entry))).toEqual(left);
	});
});
