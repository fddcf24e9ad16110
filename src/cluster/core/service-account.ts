import type {KindDefinition} from '../kind.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';

export const serviceAccountKind: KindDefinition<'ServiceAccount'> = {
	kind: 'ServiceAccount',
	group: '',
	version: 'v1',
	plural: 'serviceaccounts',
	singular: 'serviceaccount',
	shortNames: ['sa'],
	categories: [],
	namespaced: true,
	subresources: [],
	hasGeneration: false,
	columns: [nameColumn, {name: 'Secrets', cell: ({secrets = []}) => secrets.length}, ageColumn],
};
