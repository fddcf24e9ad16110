import {expect, test} from 'vitest';
import type {Pod} from '../../../src/cluster/objects.ts';
import {Store} from '../../../src/cluster/store.ts';
import {type DrainOptions, planDrain} from '../../../src/kubectl/commands/drain-filters.ts';
import {stored} from '../describe/objects.ts';

function pod(name: string, kind?: string, volumes: object[] = [], phase = 'Running'): Pod {
	const owner = kind && [{apiVersion: 'apps/v1', kind, name: 'agent', uid: 'owner', controller: true}];
	return stored('Pod', {
		metadata: {name, uid: name, ...(owner && {ownerReferences: owner})},
		spec: {containers: [], volumes},
		status: {phase},
	});
}

function plan(pods: Pod[], options: Partial<DrainOptions> = {}) {
	const store = new Store();
	store.put(stored('DaemonSet', {metadata: {name: 'agent'}}));
	const all = {force: false, ignoreDaemonSets: false, deleteEmptyDirData: false, ...options};
	const {pods: removed, ...rest} = planDrain(pods, all, store);
	return {removed: removed.map(({metadata}) => metadata.name), ...rest};
}

const scratch = [{name: 's', emptyDir: {}}];

test('Pods of a ReplicaSet go without any flag', () => {
	expect(plan([pod('a', 'ReplicaSet')])).toEqual({removed: ['a'], warning: '', errors: []});
});

test('each kind of obstacle is one error with all its Pods', () => {
	expect(plan([pod('a', 'DaemonSet'), pod('b', 'DaemonSet'), pod('c', 'ReplicaSet', scratch), pod('d')])).toEqual({
		removed: [],
		warning: '',
		errors: [
			'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/a, default/b',
			'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/c',
			'cannot delete cannot delete Pods that declare no controller (use --force to override): default/d',
		],
	});
});

test('a bare Pod with local storage reports the storage first', () => {
	expect(plan([pod('a', undefined, scratch)]).errors).toEqual([
		'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/a',
	]);
});

test('flags turn the errors into warnings; DaemonSet Pods stay', () => {
	const flags = {force: true, ignoreDaemonSets: true, deleteEmptyDirData: true};
	expect(plan([pod('a', 'DaemonSet'), pod('b')], flags)).toEqual({
		removed: ['b'],
		warning: 'ignoring DaemonSet-managed Pods: default/a; deleting Pods that declare no controller: default/b',
		errors: [],
	});
});

test('finished Pods may always go', () => {
	expect(plan([pod('a', undefined, scratch, 'Succeeded')]).removed).toEqual(['a']);
});
