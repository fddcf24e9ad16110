import type {FieldError} from '../api-error.ts';
import {forbidden, invalid} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import {labelValueProblems} from '../name-rules.ts';
import type {Node} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {oneOf, qualifiedName} from './field-checks.ts';
import {resourceAmount} from './resource-validation.ts';
import {TAINT_EFFECTS} from './scheduling-validation.ts';

export const nodeKind: KindDefinition<'Node'> = {
	kind: 'Node',
	group: '',
	version: 'v1',
	plural: 'nodes',
	singular: 'node',
	shortNames: ['no'],
	categories: [],
	namespaced: false,
	subresources: ['status'],
	hasGeneration: false,

	setDefaults({status}) {
		if (status?.capacity) status.allocatable ??= {...status.capacity};
	},

	validate: node => [...validateTaints(node), ...validateAmounts(node)],

	validateUpdate: (node, previous) => [
		...validateAmounts(node),
		...(previous.spec.podCIDR && node.spec.podCIDR !== previous.spec.podCIDR
			? [forbidden('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid')]
			: []),
		...(previous.spec.providerID && node.spec.providerID !== previous.spec.providerID
			? [forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid')]
			: []),
		...validateTaints(node),
	],

	columns: [
		nameColumn,
		{name: 'Status', cell: statusOf},
		{name: 'Roles', cell: node => nodeRoles(node).join(',') || '<none>'},
		ageColumn,
		{name: 'Version', cell: ({status}) => status.nodeInfo?.kubeletVersion ?? ''},
		{name: 'Internal-IP', wide: true, cell: node => addressOf(node, 'InternalIP')},
		{name: 'External-IP', wide: true, cell: node => addressOf(node, 'ExternalIP')},
		{name: 'OS-Image', wide: true, cell: ({status}) => status.nodeInfo?.osImage || '<unknown>'},
		{name: 'Kernel-Version', wide: true, cell: ({status}) => status.nodeInfo?.kernelVersion || '<unknown>'},
		{
			name: 'Container-Runtime',
			wide: true,
			cell: ({status}) => status.nodeInfo?.containerRuntimeVersion || '<unknown>',
		},
	],
};

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/** The roles that a node's labels give it, sorted. */
function nodeRoles({metadata}: Node): string[] {
	const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
		if (key.startsWith(ROLE_PREFIX)) return key.slice(ROLE_PREFIX.length) || [];
		return key === 'kubernetes.io/role' && value ? value : [];
	});
	return [...new Set(roles)].sort();
}

function statusOf({spec, status}: Node): string {
	const ready = status.conditions?.find(({type}) => type === 'Ready');
	const state = !ready ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
	return spec.unschedulable ? `${state},SchedulingDisabled` : state;
}

function addressOf({status}: Node, type: string): string {
	return status.addresses?.find(address => address.type === type)?.address ?? '<none>';
}

// Kubernetes reports taints under `metadata`.
function validateTaints({spec}: Node): FieldError[] {
	const seen = new Set<string>();
	return (spec.taints ?? []).flatMap((taint, index) => {
		const at = `metadata.taints[${index}]`;
		const {key = '', value = '', effect} = taint;
		const errors = qualifiedName(`${at}.key`, key);
		const problems = labelValueProblems(value);
		if (problems.length > 0) errors.push(invalid(`${at}.value`, value, problems.join(';')));
		errors.push(...oneOf(`${at}.effect`, effect, TAINT_EFFECTS));
		const pair = `${effect}/${key}`;
		if (seen.has(pair)) {
			const shown = JSON.stringify({Key: key, Value: value, Effect: effect, TimeAdded: taint.timeAdded ?? null});
			const text = `Duplicate value: ${shown}: taints must be unique by key and effect pair`;
			errors.push({type: 'Duplicate', path: at, text});
		}
		seen.add(pair);
		return errors;
	});
}

function validateAmounts({status}: Node): FieldError[] {
	const {capacity = {}, allocatable = {}} = status ?? {};
	return Object.entries({capacity, allocatable}).flatMap(([field, amounts]) =>
		Object.entries(amounts).flatMap(([name, amount]) =>
			resourceAmount(`status.${field}.${name}`, name, String(amount)),
		),
	);
}
