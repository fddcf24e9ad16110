import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import {ageOf} from '../duration.ts';
import type {Column} from '../kind.ts';
import type {Kind, Objects} from '../objects.ts';
import {formatLabelSelector, type LabelSelector} from '../selectors.ts';

// Columns that the kinds of this folder share.

export const nameColumn = {name: 'Name', cell: (object: {metadata: {name: string}}) => object.metadata.name};

export const ageColumn: Column<Kind> = {
	name: 'Age',
	cell: (object, context) => ageOf(object.metadata.creationTimestamp, context.now()),
};

/** The wide columns `Containers` and `Images`. */
export function containerColumns<K extends Kind>(
	templateOf: (object: Objects[K]) => IPodTemplateSpec | undefined,
): Column<K>[] {
	const containers = (object: Objects[K]) => templateOf(object)?.spec?.containers ?? [];
	return [
		{
			name: 'Containers',
			wide: true,
			cell: object =>
				containers(object)
					.map(({name}) => name)
					.join(','),
		},
		{
			name: 'Images',
			wide: true,
			cell: object =>
				containers(object)
					.map(({image}) => image ?? '')
					.join(','),
		},
	];
}

/** The wide column `Selector`; without a selector it shows `<none>`. */
export function selectorColumn<K extends Kind>(
	selectorOf: (object: Objects[K]) => LabelSelector | undefined,
): Column<K> {
	return {name: 'Selector', wide: true, cell: object => formatLabelSelector(selectorOf(object))};
}
