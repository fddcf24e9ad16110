import {expect, test} from 'vitest';
import type {Node, Pod} from '../../../src/cluster/objects.ts';
import {tolerates, untoleratedTaint} from '../../../src/cluster/scheduler/taints.ts';

type Taint = NonNullable<Node['spec']['taints']>[number];
type Toleration = NonNullable<Pod['spec']['tolerations']>[number];

const taint: Taint = {key: 'team', value: 'red', effect: 'NoSchedule'};

test.each<[string, Toleration, boolean]>([
	['the same value', {key: 'team', operator: 'Equal', value: 'red', effect: 'NoSchedule'}, true],
	['no operator means Equal', {key: 'team', value: 'red'}, true],
	['another value', {key: 'team', value: 'blue'}, false],
	['Exists ignores the value', {key: 'team', operator: 'Exists'}, true],
	['another effect', {key: 'team', operator: 'Exists', effect: 'NoExecute'}, false],
	['Exists without a key covers everything', {operator: 'Exists'}, true],
	['another key', {key: 'crew', operator: 'Exists'}, false],
])('toleration: %s', (_, toleration, expected) => {
	expect(tolerates(toleration, taint)).toBe(expected);
});

test('only taints of the asked effects count', () => {
	const taints: Taint[] = [{key: 'slow', effect: 'PreferNoSchedule'}, taint];
	expect(untoleratedTaint(taints, [], ['NoSchedule', 'NoExecute'])).toBe(taint);
	expect(untoleratedTaint(taints, [{key: 'team', operator: 'Exists'}], ['NoSchedule', 'NoExecute'])).toBeUndefined();
});
