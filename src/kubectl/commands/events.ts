import type {Event} from '../../cluster/objects.ts';
import type {Change} from '../../cluster/store.ts';
import {parseTime} from '../../shell/calendar.ts';
import {complain, type Program, print} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {eventAge} from '../describe/events.ts';
import {changePrinter, outputFormat, PRINT_FLAGS} from '../output.ts';
import {TabWriter} from '../printers/tab-writer.ts';
import {refusal} from './failures.ts';
import {kindFor} from './kind-names.ts';

export const events: Subcommand = {
	name: 'events',
	short: 'List events',
	usage: 'kubectl events [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
	examples: 'kubectl events --for pod/web --watch\nkubectl events --types=Warning',
	flags: [
		...PRINT_FLAGS,
		{name: 'watch', short: 'w', type: 'boolean', help: 'Show new events as they come'},
		{name: 'all-namespaces', short: 'A', type: 'boolean', help: 'Events of all namespaces'},
		{name: 'for', type: 'string', help: 'Only events about this object, TYPE/NAME'},
		{name: 'types', type: 'strings', help: 'Normal, Warning or both'},
		{name: 'no-headers', type: 'boolean', help: 'Without the line of headings'},
	],
	*run(invocation) {
		const {flags, namespace} = invocation;
		const isWanted = filterFor(invocation);
		if (flags.boolean('watch')) return yield* watchEvents(invocation, isWanted);
		const found = eventsOf(invocation).filter(isWanted);
		if (found.length === 0) {
			const where = flags.boolean('all-namespaces') ? '' : ` in ${namespace} namespace`;
			yield* complain(`No events found${where}.\n`);
			return 0;
		}
		// The real command gives the list to a printer that can't name lists, and swallows its complaint.
		if (outputFormat(flags) === 'name') return 0;
		if (outputFormat(flags) !== '')
			yield* print(changePrinter(invocation, '')({apiVersion: 'v1', kind: 'EventList', items: found, metadata: {}}));
		else yield* print(formatEvents(invocation, found, !flags.boolean('no-headers')));
		return 0;
	},
};

function filterFor(invocation: Invocation): (event: Event) => boolean {
	const {flags} = invocation;
	const types = flags.strings('types').map(type => type.toLowerCase());
	if (types.some(type => type !== 'normal' && type !== 'warning')) throw refusal('valid --types are Normal or Warning');
	const target = flags.string('for');
	const slash = target.indexOf('/');
	if (target && slash < 0) throw refusal('--for must be in resource/name form');
	const kind = target ? kindFor(target.slice(0, slash)) : undefined;
	const name = target.slice(slash + 1);
	return event =>
		(types.length === 0 || types.includes((event.type ?? '').toLowerCase())) &&
		(kind === undefined || (event.involvedObject.kind === kind && event.involvedObject.name === name));
}

// Oldest first, by when each was seen last.
function eventsOf({cluster, flags, namespace}: Invocation): Event[] {
	const seenAt = (event: Event) =>
		parseTime(event.series?.lastObservedTime || event.lastTimestamp || event.eventTime || '');
	return cluster.store
		.list('Event', flags.boolean('all-namespaces') ? undefined : namespace)
		.sort((a, b) => seenAt(a) - seenAt(b));
}

function* watchEvents(invocation: Invocation, isWanted: (event: Event) => boolean): Program {
	const {cluster, flags, namespace} = invocation;
	const queue = eventsOf(invocation).filter(isWanted);
	const stop = cluster.store.watch('Event', ({object, type}: Change<'Event'>) => {
		const inScope = flags.boolean('all-namespaces') || object.metadata.namespace === namespace;
		if (type !== 'DELETED' && inScope && isWanted(object)) queue.push(object);
	});
	try {
		const writer = new TabWriter();
		let header = !flags.boolean('no-headers');
		for (;;) {
			const found = queue.splice(0);
			if (found.length > 0) yield* print(formatEvents(invocation, found, header, writer));
			if (found.length > 0) header = false;
			yield {kind: 'wait', on: [cluster.changed]};
		}
	} finally {
		stop();
	}
}

function formatEvents(
	{cluster, flags}: Invocation,
	found: readonly Event[],
	header: boolean,
	writer = new TabWriter(),
): string {
	const withNamespace = flags.boolean('all-namespaces');
	const rows = found.map(event => [
		...(withNamespace ? [event.metadata.namespace ?? ''] : []),
		eventAge(event, cluster.clock.now()),
		event.type ?? '',
		event.reason ?? '',
		`${event.involvedObject.kind}/${event.involvedObject.name}`,
		(event.message ?? '').trim(),
	]);
	if (header)
		rows.unshift([...(withNamespace ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']);
	return writer.write(rows);
}
