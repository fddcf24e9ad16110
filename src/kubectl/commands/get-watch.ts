import {matchesFields, parseFieldSelector} from '../../cluster/field-selectors.ts';
import type {KindDefinition} from '../../cluster/kind.ts';
import {parseLabelSelector} from '../../cluster/label-selector.ts';
import {type KubeObject, keyOf} from '../../cluster/objects.ts';
import {matchesRequirements} from '../../cluster/selectors.ts';
import type {Change} from '../../cluster/store.ts';
import {complain, type Program, print} from '../../shell/program.ts';
import {CommandError, type Invocation} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {objectPrinter} from '../output.ts';
import {TabWriter} from '../printers/tab-writer.ts';
import {tableHeader, tableRow} from '../printers/table.ts';
import {findResources, requestedKinds} from '../resources.ts';
import {sortObjects} from '../sorting.ts';
import {isTable, tableOptions} from '../table-options.ts';

type EventType = Change['type'];

/** `get --watch`: what is there, then a row for every change until Ctrl-C. */
export function* watchResources(invocation: Invocation): Program {
	const {flags, cluster} = invocation;
	const found = yield* findResources(invocation, {emptyMeansAll: true, singleKind: true});
	throwAll(found.failures);
	const kinds = new Set([...found.items.map(({definition}) => definition), ...requestedKinds(invocation)]);
	if (kinds.size !== 1)
		throw new CommandError(
			'error: watch is only supported on individual resources and resource collections - more than 1 resource was found',
		);
	const [definition] = kinds as unknown as [KindDefinition];
	const field = flags.string('sort-by');
	const option = flags.boolean('watch') ? '--watch' : '--watch-only';
	if (field !== '')
		yield* complain(
			flags.boolean('watch')
				? `warning: ${option} requested, --sort-by will be ignored for watch events received\n`
				: `warning: ${option} requested, --sort-by will be ignored\n`,
		);
	const show = eventPrinter(invocation, definition);
	const queue: Change[] = [];
	const names = found.bySelector ? undefined : new Set(found.items.map(({object}) => keyOf(object)));
	const unsubscribe = cluster.store.watch(definition.kind, change => queue.push(change));
	try {
		if (!flags.boolean('watch-only')) {
			const objects = found.items.map(({object}) => object);
			for (const object of field === '' ? objects : sortObjects(objects, field)) yield* print(show('ADDED', object));
		}
		const visible = eventFilter(invocation, definition, names);
		for (;;) {
			for (const change of queue.splice(0)) {
				const event = visible(change);
				if (event) yield* print(show(event, change.object));
			}
			if (queue.length === 0) yield {kind: 'wait', on: [cluster.changed]};
		}
	} finally {
		unsubscribe();
	}
}

// To a watcher with a selector, an object that starts to match is new, and one that no longer matches is gone.
function eventFilter(
	{flags, namespace}: Invocation,
	{kind, namespaced}: KindDefinition,
	names: ReadonlySet<string> | undefined,
): (change: Change) => EventType | undefined {
	const labels = parseLabelSelector(flags.string('selector'));
	const fields = parseFieldSelector(kind, flags.string('field-selector'));
	const scope = namespaced && !flags.boolean('all-namespaces') ? namespace : undefined;
	const matches = (object: KubeObject | undefined) =>
		object !== undefined &&
		(scope === undefined || object.metadata.namespace === scope) &&
		(names === undefined || names.has(keyOf(object))) &&
		matchesRequirements(labels, object.metadata.labels) &&
		matchesFields(fields, object);
	return ({type, object, previous}) => {
		const [before, now] = [matches(previous), type !== 'DELETED' && matches(object)];
		if (now) return before ? 'MODIFIED' : 'ADDED';
		return before ? 'DELETED' : undefined;
	};
}

// The heading comes with the first row; widths only grow.
function eventPrinter(
	invocation: Invocation,
	definition: KindDefinition,
): (type: EventType, object: KubeObject) => string {
	const withEvents = invocation.flags.boolean('output-watch-events');
	if (!isTable(invocation)) {
		const printer = objectPrinter(invocation)!;
		return (type, object) => printer(withEvents ? {object, type} : object);
	}
	const base = tableOptions(invocation);
	const options = {...base, withNamespace: base.withNamespace && definition.namespaced};
	const writer = new TabWriter();
	let headerDue = !options.noHeaders;
	return (type, object) => {
		const header = tableHeader(definition, options);
		const row = tableRow(invocation.cluster, definition, object, options);
		const rows = [
			...(headerDue ? [[...(withEvents ? ['EVENT'] : []), ...header]] : []),
			[...(withEvents ? [type.padEnd(8)] : []), ...row],
		];
		headerDue = false;
		return writer.write(rows);
	};
}
