import {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {complain, type Effect, type Program, print, type Reply} from '../../shell/program.ts';
import {CommandError, type Flag, type Invocation, type Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {ALL_FORMATS, objectPrinter, PRINT_FLAGS, TemplateFailure} from '../output.ts';
import {relaxedPath} from '../printers/json-path.ts';
import {TabWriter} from '../printers/tab-writer.ts';
import {tableHeader, tableRow} from '../printers/table.ts';
import {
	ALL_NAMESPACES_FLAG,
	FIELD_SELECTOR_FLAG,
	FILENAME_FLAGS,
	type FoundResource,
	type FoundResources,
	findResources,
	hasFiles,
	requestedKinds,
	SELECTOR_FLAG,
} from '../resources.ts';
import {SortError, sortObjects} from '../sorting.ts';
import {isTable, tableOptions} from '../table-options.ts';
import {deprecationWarnings} from './deprecations.ts';
import {rawText} from './get-raw.ts';
import {watchResources} from './get-watch.ts';
import {asScale} from './scale-subresource.ts';

const TABLE_FLAGS: readonly Flag[] = [
	{name: 'no-headers', type: 'boolean', help: 'No line of column names'},
	{name: 'show-labels', type: 'boolean', help: 'A last column with all labels'},
	{name: 'label-columns', short: 'L', type: 'strings', help: 'Labels that get a column each'},
	{name: 'show-kind', type: 'boolean', help: 'Names with their kind'},
	{name: 'sort-by', type: 'string', help: 'Field to sort by, such as .metadata.name'},
	{name: 'server-print', type: 'boolean', default: true, help: 'Let the server make the table', hidden: true},
];

export const get: Subcommand = {
	name: 'get',
	suggestFor: ['list', 'ps'],
	short: 'Display one or many resources',
	usage: 'kubectl get [(-o|--output=)FORMAT] (TYPE[.GROUP] [NAME | -l label] | TYPE/NAME ...) [flags]',
	examples:
		'kubectl get pods\nkubectl get deployment web -o yaml\nkubectl get pods -l app=web -o wide\nkubectl get pods --watch\n' +
		"kubectl get pod web -o jsonpath='{.status.phase}'",
	flags: [
		...PRINT_FLAGS.map(flag => (flag.name === 'output' ? {...flag, values: ALL_FORMATS} : flag)),
		...TABLE_FLAGS,
		...FILENAME_FLAGS,
		SELECTOR_FLAG,
		FIELD_SELECTOR_FLAG,
		ALL_NAMESPACES_FLAG,
		{name: 'watch', short: 'w', type: 'boolean', help: 'Keep on showing changes'},
		{name: 'watch-only', type: 'boolean', help: 'Show changes alone'},
		{name: 'output-watch-events', type: 'boolean', help: 'Say whether a change was ADDED, MODIFIED or DELETED'},
		{name: 'ignore-not-found', type: 'boolean', help: 'Say nothing about objects that are not there'},
		{name: 'chunk-size', type: 'int', default: 500, help: 'Objects to ask for at once', hidden: true},
		{name: 'raw', type: 'string', help: 'A path of the server'},
		{name: 'subresource', type: 'string', help: 'status or scale', values: ['status', 'scale']},
	],
	*run(invocation) {
		if (invocation.flags.string('raw') !== '') {
			yield* print(rawText(invocation));
			return 0;
		}
		yield* checkUsage(invocation);
		if (invocation.flags.boolean('watch') || invocation.flags.boolean('watch-only'))
			return yield* watchResources(invocation);
		const named = yield* findResources(invocation, {emptyMeansAll: true});
		const subresource = invocation.flags.string('subresource');
		if (named.bySelector && subresource !== '')
			throw new CommandError('error: subresource cannot be used when bulk resources are specified');
		const found = subresource === 'scale' ? {...named, items: named.items.map(asScale)} : named;
		yield* deprecationWarnings(
			found.items.map(({definition}) => definition),
			invocation,
		);
		const failures = invocation.flags.boolean('ignore-not-found')
			? found.failures.filter(failure => !(failure instanceof ApiError && failure.reason === 'NotFound'))
			: found.failures;
		if (isTable(invocation)) return yield* printTables(invocation, found, failures);
		return yield* printObjects(invocation, found.items, failures, found.single);
	},
};

function* checkUsage({args, flags, ...rest}: Invocation): Generator<Effect, void, Reply> {
	const watches = flags.boolean('watch') || flags.boolean('watch-only');
	if (!watches && args.length === 0 && !hasFiles({args, flags, ...rest})) {
		yield* complain(
			'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
		);
		throw new CommandError(
			'error: Required resource not specified.\n' +
				'Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\n' +
				"See 'kubectl get -h' for help and examples",
		);
	}
	const format = flags.string('output');
	if (flags.boolean('show-labels') && format !== '' && format !== 'wide')
		throw new CommandError(`error: --show-labels option cannot be used with ${format} printer`);
	if (flags.boolean('output-watch-events') && !watches)
		throw new CommandError('error: --output-watch-events option can only be used with --watch or --watch-only');
}

// One table a kind; where several kinds are shown, names carry their kind and a blank line stands between tables.
function* printTables(
	invocation: Invocation,
	{items, bySelector}: FoundResources,
	failures: readonly (ApiError | CommandError)[],
): Program {
	const {flags, namespace} = invocation;
	const options = tableOptions(invocation);
	// Kinds that were listed count even where nothing of them was found.
	const kinds = bySelector ? requestedKinds(invocation) : items.map(({definition}) => definition);
	const several = new Set(kinds).size > 1;
	checkSortable(invocation, kinds.length);
	const parts: string[] = [];
	for (const group of byKind(items)) {
		const [{definition}] = group as [FoundResource];
		const shown = {
			...options,
			withKind: options.withKind || several,
			withNamespace: options.withNamespace && definition.namespaced,
		};
		const objects = sorted(invocation, group);
		if (objects.length === 0) continue;
		const rows = objects.map(object => tableRow(invocation.cluster, definition, object, shown));
		parts.push(new TabWriter().write(options.noHeaders ? rows : [tableHeader(definition, shown), ...rows]));
	}
	yield* print(parts.join(options.noHeaders ? '' : '\n'));
	const nothing = parts.length === 0 && failures.length === 0;
	if (nothing && !flags.boolean('ignore-not-found')) {
		const namespaced = !flags.boolean('all-namespaces') && kindsAreNamespaced(invocation, items);
		yield* complain(namespaced ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n');
	}
	throwAll(failures);
	return 0;
}

// kubectl sorts several tables (one a kind, or one an object that was named) by fields of the tables, which have none of those that people
// mean.
function checkSortable({flags}: Invocation, tables: number): void {
	const field = flags.string('sort-by');
	if (field === '' || tables < 2) return;
	throw new CommandError(
		`error: couldn't find any field with path ${JSON.stringify(relaxedPath(field))} in the list of objects`,
	);
}

// A table whose sorting fails isn't printed at all, and kubectl says nothing about it.
function sorted({flags}: Invocation, group: readonly FoundResource[]): readonly KubeObject[] {
	const objects = group.map(({object}) => object);
	const field = flags.string('sort-by');
	if (field === '' || objects.length < 2) return objects;
	try {
		return sortObjects(objects, field);
	} catch (error) {
		if (!(error instanceof SortError)) throw error;
		return [];
	}
}

function byKind(items: readonly FoundResource[]): FoundResource[][] {
	const groups: FoundResource[][] = [];
	for (const item of items) {
		const last = groups.at(-1);
		if (last && last[0]!.definition === item.definition) last.push(item);
		else groups.push([item]);
	}
	return groups;
}

function kindsAreNamespaced(invocation: Invocation, items: readonly FoundResource[]): boolean {
	if (items.length > 0) return items.every(({definition}) => definition.namespaced);
	return requestedKinds(invocation).every(definition => definition.namespaced);
}

// One object that was named is printed as it is, everything else as a List.
function* printObjects(
	invocation: Invocation,
	items: readonly FoundResource[],
	failures: readonly (ApiError | CommandError)[],
	single: boolean,
): Program {
	const {flags} = invocation;
	if (single && failures.length > 0) throwAll(failures);
	if (items.length === 0 && flags.boolean('ignore-not-found')) {
		throwAll(failures);
		return 0;
	}
	const printer = objectPrinter(invocation)!;
	const objects = items.map(({object}) => object);
	const field = flags.string('sort-by');
	const problems = [...failures];
	try {
		if (single && objects.length === 1) yield* print(printer(objects[0]));
		else yield* print(printer(listOf(field === '' ? objects : sortObjects(objects, field))));
	} catch (error) {
		if (error instanceof SortError) problems.push(new CommandError(`error: ${error.message}`));
		else if (error instanceof CommandError) {
			if (error instanceof TemplateFailure) yield* print(error.details);
			problems.push(error);
		} else throw error;
	}
	throwAll(problems);
	return 0;
}

function listOf(objects: readonly KubeObject[]): object {
	return {apiVersion: 'v1', items: objects, kind: 'List', metadata: {resourceVersion: ''}};
}
