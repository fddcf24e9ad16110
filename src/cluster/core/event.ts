import {ageOf} from '../duration.ts';
import {invalid} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {Event} from '../objects.ts';

export const eventKind: KindDefinition<'Event'> = {
	kind: 'Event',
	group: '',
	version: 'v1',
	plural: 'events',
	singular: 'event',
	shortNames: ['ev'],
	categories: [],
	namespaced: true,
	subresources: [],
	hasGeneration: false,

	validate({involvedObject, metadata}) {
		// Events about objects without a namespace are kept in `default`.
		const fits = involvedObject.namespace
			? involvedObject.namespace === metadata.namespace
			: metadata.namespace === 'default';
		const path = 'involvedObject.namespace';
		return fits ? [] : [invalid(path, involvedObject.namespace ?? '', 'does not match event.namespace')];
	},

	columns: [
		{name: 'Last Seen', cell: (event, context) => ageOf(lastSeen(event), context.now())},
		{name: 'Type', cell: ({type}) => type ?? ''},
		{name: 'Reason', cell: ({reason}) => reason ?? ''},
		{name: 'Object', cell: objectOf},
		{name: 'Subobject', wide: true, cell: ({involvedObject}) => involvedObject.fieldPath ?? ''},
		{name: 'Source', wide: true, cell: sourceOf},
		{name: 'Message', cell: ({message}) => (message ?? '').trim()},
		{name: 'First Seen', wide: true, cell: (event, context) => ageOf(firstSeen(event), context.now())},
		{name: 'Count', wide: true, cell: ({series, count}) => series?.count ?? (count || 1)},
		{name: 'Name', wide: true, cell: ({metadata}) => metadata.name},
	],
};

function firstSeen({firstTimestamp, eventTime}: Event): string | undefined {
	return firstTimestamp || eventTime || undefined;
}

function lastSeen(event: Event): string | undefined {
	return event.series?.lastObservedTime || event.lastTimestamp || firstSeen(event);
}

function objectOf({involvedObject: {kind = '', name}}: Event): string {
	return name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase();
}

function sourceOf({source, reportingComponent, reportingInstance}: Event): string {
	const component = source?.component || reportingComponent || '';
	const instance = source?.host || reportingInstance || '';
	return instance ? `${component}, ${instance}` : component;
}
