import type {Cluster} from '../../cluster/cluster.ts';
import type {KindDefinition} from '../../cluster/kind.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {groupKindName} from './name.ts';

/** How a table is shown. */
export interface TableOptions {
	readonly wide: boolean;
	readonly noHeaders: boolean;
	readonly showLabels: boolean;
	/** Labels that get a column of their own (`-L app,env`). */
	readonly labelColumns: readonly string[];
	readonly withNamespace: boolean;
	/** Names as `deployment.apps/web`. */
	readonly withKind: boolean;
}

/** The heading of a kind's table. */
export function tableHeader({columns}: KindDefinition, options: TableOptions): string[] {
	return [
		...(options.withNamespace ? ['NAMESPACE'] : []),
		...columns.filter(column => options.wide || !column.wide).map(({name}) => name.toUpperCase()),
		...options.labelColumns.map(label => label.slice(label.lastIndexOf('/') + 1).toUpperCase()),
		...(options.showLabels ? ['LABELS'] : []),
	];
}

/** One object as a row. */
export function tableRow(
	cluster: Cluster,
	definition: KindDefinition,
	object: KubeObject,
	options: TableOptions,
): string[] {
	const context = {store: cluster.store, now: () => cluster.clock.now()};
	const cells = definition.columns
		.filter(column => options.wide || !column.wide)
		.map(column => firstLine(String(column.cell(object, context))));
	if (options.withKind) cells[0] = `${groupKindName(definition)}/${cells[0]}`;
	const {namespace = '', labels} = object.metadata;
	return [
		...(options.withNamespace ? [namespace] : []),
		...cells,
		...options.labelColumns.map(label => (labels && Object.hasOwn(labels, label) ? labels[label]! : '')),
		...(options.showLabels ? [formatLabels(labels)] : []),
	];
}

/** `app=web,tier=front`, sorted by name; `<none>` for no labels. */
function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
	const pairs = Object.keys(labels ?? {})
		.sort()
		.map(name => `${name}=${labels![name]}`);
	return pairs.join(',') || '<none>';
}

// A cell with several lines would break the table.
function firstLine(text: string): string {
	const end = text.search(/[\f\n\r]/);
	return escapeTerminal(end < 0 ? text : `${text.slice(0, end)}...`);
}

function escapeTerminal(text: string): string {
	return text.replaceAll('\x1b', '^[').replaceAll('\r', '\\r');
}
