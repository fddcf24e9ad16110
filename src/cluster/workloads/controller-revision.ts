import {invalid, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import {controllerOf} from '../objects.ts';
import {ageColumn, nameColumn} from './columns.ts';
import {immutable} from './field-checks.ts';

/** A remembered template of a StatefulSet or DaemonSet. */
export const controllerRevisionKind: KindDefinition<'ControllerRevision'> = {
	kind: 'ControllerRevision',
	group: 'apps',
	version: 'v1',
	plural: 'controllerrevisions',
	singular: 'controllerrevision',
	shortNames: [],
	categories: [],
	namespaced: true,
	subresources: [],
	hasGeneration: false,

	validate({revision, data}) {
		const errors = revision < 0 ? [invalid('revision', revision, 'must be greater than or equal to 0')] : [];
		if (data === undefined || data === null) errors.push(required('data', 'data is mandatory'));
		else if (typeof data !== 'object') errors.push(required('data', 'data must be a valid JSON object'));
		return errors;
	},

	validateUpdate: ({data}, previous) => immutable('data', data, previous.data),

	columns: [
		nameColumn,
		{
			name: 'Controller',
			cell: revision => {
				const owner = controllerOf(revision);
				if (!owner) return '<none>';
				const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
				return `${owner.kind}${group}`.toLowerCase().concat('/', owner.name);
			},
		},
		{name: 'Revision', cell: ({revision}) => revision},
		ageColumn,
	],
};
