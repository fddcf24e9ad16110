import {formatAge} from '../../cluster/duration.ts';
import type {Event} from '../../cluster/objects.ts';
import {parseTime} from '../../shell/calendar.ts';
import {clip, type Line, line} from '../line.ts';
import type {PanelInput} from './panel.ts';

/** The newest events of all namespaces, newest first, one row each; at most `height` rows. */
export function eventsPanel({store, nowMs, theme, text}: PanelInput, width: number, height: number): Line[] {
	const events = store
		.list('Event')
		.reverse()
		.map(event => ({event, atMs: lastSeenMs(event)}))
		.sort((a, b) => b.atMs - a.atMs);
	if (events.length === 0) return [line({text: text.panels.noEvents, role: 'muted'})];
	return events.slice(0, height).map(({event, atMs}) => {
		const isWarning = event.type === 'Warning';
		const count = (event.count ?? 1) > 1 ? ` (x${event.count})` : '';
		return clip(
			line(
				{text: formatAge(nowMs - atMs).padEnd(6), role: 'muted'},
				{text: `${isWarning ? theme.glyphs.failed : theme.glyphs.bullet} `, role: isWarning ? 'bad' : 'good'},
				{text: `${event.reason ?? ''} `, bold: true},
				{text: `${event.involvedObject.kind?.toLowerCase()}/${event.involvedObject.name} `, role: 'accent'},
				(event.message ?? '').replace(/\s+/g, ' '),
				{text: count, role: 'muted'},
			),
			width,
			theme.glyphs.ellipsis,
		);
	});
}

function lastSeenMs(event: Event): number {
	return parseTime(event.lastTimestamp ?? event.firstTimestamp ?? event.metadata.creationTimestamp);
}
