import {describe, expect, it} from 'vitest';
import {validatePodUpdate} from '../../../src/cluster/core/pod-update.ts';
import type {Pod} from '../../../src/cluster/objects.ts';
import {podManifest, world} from '../api-server/world.ts';

const FORBIDDEN =
	'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

const pod = world().create(
	'Pod',
	podManifest('web', {tolerations: [{key: 'a', operator: 'Exists'}], activeDeadlineSeconds: 60}),
);
const [container] = pod.spec.containers;

function problems(spec: object): string[] {
	const changed = {...pod, spec: {...pod.spec, ...spec}} as Pod;
	return validatePodUpdate(changed, pod).map(({path, text}) => `${path}: ${text}`);
}

describe('changes of a Pod', () => {
	it.each<[string, object, string[]]>([
		['a new image', {containers: [{...container, image: 'nginx:2'}]}, []],
		[
			'no image',
			{containers: [{...container, image: ''}]},
			['spec.containers[0].image: Required value', 'spec.containers[0].image: Required value'],
		],
		[
			'another container',
			{containers: [container, {...container, name: 'b'}]},
			['spec.containers: Forbidden: pod updates may not add or remove containers'],
		],
		['a shorter deadline', {activeDeadlineSeconds: 30}, []],
		[
			'a longer deadline',
			{activeDeadlineSeconds: 90},
			['spec.activeDeadlineSeconds: Invalid value: 90: must be less than or equal to previous value'],
		],
		[
			'no deadline',
			{activeDeadlineSeconds: undefined},
			['spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value'],
		],
		['a further toleration', {tolerations: [...(pod.spec.tolerations ?? []), {key: 'b', operator: 'Exists'}]}, []],
		[
			'fewer tolerations',
			{tolerations: []},
			['spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds'],
		],
	])('%s', (_, spec, expected) => {
		expect(problems(spec)).toEqual(expected);
	});

	it('shows what else would have changed', () => {
		const [problem] = problems({containers: [{...container, command: ['sleep', '9']}], restartPolicy: 'Never'});
		const lines = problem?.split('\n') ?? [];
		expect(lines[0]).toBe(FORBIDDEN);
		expect(lines).toContain('+   "Command": [');
		expect(lines).toContain('- "RestartPolicy": "Always",');
		expect(lines).toContain('+ "RestartPolicy": "Never",');
		expect(lines.filter(line => line.startsWith('@@'))).not.toEqual([]);
	});
});
