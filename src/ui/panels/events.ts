import {formatAge} from '../../cluster/duration.ts';
import type {ObjectReference} from '../../cluster/journal.ts';
import type {Event, Kind} from '../../cluster/objects.ts';
import {clip, type Line, line} from '../line.ts';
import {itemsOf, type PanelInput, type PanelItems} from './panel.ts';
import {lastSeenMs, recentEvents} from './recent-events.ts';

/** The events of all namespaces, newest first, one row each. */
export function eventsPanel(input: PanelInput, width: number): PanelItems {
	const {store, filter, text} = input;
	const all = recentEvents(store);
	const events = filter
		? all.filter(event => `${subject(event)} ${event.reason} ${event.message}`.toLowerCase().includes(filter))
		: all;
	return itemsOf(events, {
		rows: event => [eventRow(event, input, width)],
		key: event => event.metadata.uid,
		object: involved,
		empty: [line({text: filter ? text.panels.noMatch : text.panels.noEvents, role: 'muted'})],
	});
}

function eventRow(event: Event, {nowMs, theme}: PanelInput, width: number): Line {
	const isWarning = event.type === 'Warning';
	const times = event.series?.count ?? event.count ?? 1;
	const count = times > 1 ? ` (x${times})` : '';
	return clip(
		line(
			{text: formatAge(nowMs - lastSeenMs(event)).padEnd(6), role: 'muted'},
			{text: `${isWarning ? theme.glyphs.failed : theme.glyphs.bullet} `, role: isWarning ? 'bad' : 'good'},
			{text: `${event.reason ?? ''} `, bold: true},
			{text: `${subject(event)} `, role: 'accent'},
			(event.message ?? '').replace(/\s+/g, ' '),
			{text: count, role: 'muted'},
		),
		width,
		theme.glyphs.ellipsis,
	);
}

function subject({involvedObject: {kind, name}}: Event): string {
	return `${kind?.toLowerCase()}/${name}`;
}

function involved({involvedObject: {kind, name, namespace, uid}}: Event): ObjectReference | undefined {
	return kind && name ? {kind: kind as Kind, name, uid: uid ?? '', ...(namespace && {namespace})} : undefined;
}
