import type {KindDefinition} from '../kind.ts';
import type {Namespace} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';

export const namespaceKind: KindDefinition<'Namespace'> = {
	kind: 'Namespace',
	group: '',
	version: 'v1',
	plural: 'namespaces',
	singular: 'namespace',
	shortNames: ['ns'],
	categories: [],
	namespaced: false,
	subresources: ['status'],
	hasGeneration: false,
	setDefaults: labelWithName,

	prepareForCreate(namespace) {
		labelWithName(namespace);
		namespace.status = {phase: 'Active'};
		const finalizers = namespace.spec.finalizers ?? [];
		// It stays until the namespace controller has emptied the namespace.
		if (!finalizers.includes('kubernetes')) namespace.spec.finalizers = [...finalizers, 'kubernetes'];
	},

	prepareForUpdate(namespace, previous) {
		labelWithName(namespace);
		if (!previous.metadata.deletionTimestamp) namespace.spec.finalizers = previous.spec.finalizers;
	},

	columns: [
		nameColumn,
		{
			name: 'Status',
			cell: ({metadata, status}) => (metadata.deletionTimestamp ? 'Terminating' : (status.phase ?? '')),
		},
		ageColumn,
	],
};

function labelWithName({metadata}: Namespace): void {
	if (metadata.name) metadata.labels = {...metadata.labels, 'kubernetes.io/metadata.name': metadata.name};
}
