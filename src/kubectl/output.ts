import type {Json} from '../cluster/api.ts';
import {toCalendar} from '../shell/calendar.ts';
import type {Process} from '../shell/program.ts';
import {CommandError, type Flag, type Flags, type Invocation} from './command.ts';
import {readFile} from './manifest-files.ts';
import {customRows, parseColumnsFile, parseCustomColumns} from './printers/custom-columns.ts';
import {formatSource, formatValue} from './printers/go-format.ts';
import {goStruct} from './printers/go-struct.ts';
import {goTemplate, TemplateError} from './printers/go-template.ts';
import {goJson, goJsonIndented, objectJson, sortedKeys} from './printers/json.ts';
import {JsonPathError, jsonPath} from './printers/json-path.ts';
import {objectName} from './printers/name.ts';
import {TabWriter} from './printers/tab-writer.ts';
import {toYaml} from './printers/yaml.ts';

/** Turns one object (or a List) into text. A printer may remember what it printed before, as YAML's `---` does. */
export type Printer = (object: unknown) => string;

const TEMPLATE_FORMATS = ['go-template', 'go-template-file', 'template', 'templatefile'];
const PATH_FORMATS = ['jsonpath', 'jsonpath-as-json', 'jsonpath-file'];
const COLUMN_FORMATS = ['custom-columns', 'custom-columns-file'];
const COMMON_FORMATS = [...TEMPLATE_FORMATS, ...PATH_FORMATS, 'json', 'name', 'yaml'];
/** What `-o` of `get` understands. */
export const ALL_FORMATS: readonly string[] = [...COMMON_FORMATS, ...COLUMN_FORMATS, 'wide'];

/** Flags of commands that print the objects they changed. */
export const PRINT_FLAGS: readonly Flag[] = [
	{
		name: 'output',
		short: 'o',
		type: 'string',
		help: `Output format: ${[...COMMON_FORMATS].sort().join(', ')}`,
		values: COMMON_FORMATS,
	},
	{name: 'template', type: 'string', help: 'Template text or file for -o go-template and -o jsonpath'},
	{
		name: 'allow-missing-template-keys',
		type: 'boolean',
		default: true,
		help: 'Leave out what a template names and an object lacks',
	},
	{name: 'show-managed-fields', type: 'boolean', help: 'Keep metadata.managedFields'},
];

export const DRY_RUN_FLAG: Flag = {
	name: 'dry-run',
	type: 'optional',
	default: 'none',
	whenBare: 'unchanged',
	help: '"none", "client" (only print what would be sent) or "server" (let the server check it)',
	values: ['none', 'client', 'server'],
};

const TRUE = /^(1|t|T|TRUE|true|True)$/;
const FALSE = /^(0|f|F|FALSE|false|False)$/;

export type DryRun = 'none' | 'client' | 'server';

/** What `--dry-run` asks for. Throws CommandError for another word. */
export function dryRunOf({flags}: {readonly flags: Flags}): DryRun {
	const text = flags.string('dry-run');
	if (text === 'client' || text === 'server' || text === 'none') return text;
	if (text === '') return 'none';
	if (text === 'unchanged' || TRUE.test(text)) return 'client';
	if (FALSE.test(text)) return 'none';
	throw new CommandError(`error: Invalid dry-run value (${text}). Must be "none", "server", or "client".`);
}

/** kubectl's log line about a `--dry-run` of old times; '' if the flag is used as it should be. */
export function dryRunNote(flags: Flags, nowMs: number): string {
	const text = flags.given('dry-run') ? flags.string('dry-run') : '';
	const head = `${logHead('W', nowMs)} helpers.go`;
	if (text === 'unchanged') return `${head}:731] --dry-run is deprecated and can be replaced with --dry-run=client.\n`;
	const yes = TRUE.test(text);
	if (!yes && !FALSE.test(text)) return '';
	const instead = yes ? 'client' : 'none';
	return `${head}:${yes ? 745 : 748}] --dry-run=${text} is deprecated (boolean value) and can be replaced with --dry-run=${instead}.\n`;
}

/** How a line of kubectl's log begins: severity, time and process. */
export function logHead(severity: 'E' | 'W', nowMs: number): string {
	const {month, day, hour, minute, second} = toCalendar(nowMs);
	const [date, time] = [
		[month, day],
		[hour, minute, second],
	].map(parts => parts.map(part => String(part).padStart(2, '0')));
	return `${severity}${date!.join('')} ${time!.join(':')}.000000       1`;
}

/**
 * The printer of commands that change objects: `deployment.apps/web created (dry run)` unless `-o` says otherwise. `typed` for commands that
 * have their objects as Go's structs, which shows in the JSON and in empty fields.
 */
export function changePrinter(
	invocation: Invocation,
	operation: string,
	{typed = false}: {typed?: boolean} = {},
): Printer {
	const {flags, process} = invocation;
	const format = outputFormat(flags);
	if (format === '') {
		const dryRun = dryRunOf(invocation);
		const suffix = dryRun === 'none' ? '' : dryRun === 'client' ? ' (dry run)' : ' (server dry run)';
		return object => eachItem(object, one => `${objectName(one)} ${operation}${suffix}\n`);
	}
	const printer = formatPrinter(format, flags, process, typed);
	if (!printer) throw noPrinter(format);
	return printer;
}

/** The same for `patch` and `taint`, which don't say that it was a dry run. */
export function operationPrinter(invocation: Invocation, operation: string, options: {typed?: boolean} = {}): Printer {
	if (outputFormat(invocation.flags) !== '') return changePrinter(invocation, operation, options);
	return object => `${objectName(object as Record<string, unknown>)} ${operation}\n`;
}

/** The printer for `-o` of `get`, where objects aren't shown as a table: also custom-columns. Undefined for tables. */
export function objectPrinter({flags, process}: Invocation): Printer | undefined {
	const format = outputFormat(flags);
	if (format === '' || format === 'wide') return undefined;
	const printer = formatPrinter(format, flags, process) ?? columnsPrinter(format, flags, process);
	if (!printer) throw noPrinter(format, ALL_FORMATS);
	return printer;
}

/** What `-o` says; a `--template` alone means a Go template. */
export function outputFormat(flags: Flags): string {
	const format = flags.string('output');
	return format === '' && flags.string('template') !== '' ? 'go-template' : format;
}

/** The refusal of a format; `allowed` are those of the command. */
export function noPrinter(format: string, allowed: readonly string[] = COMMON_FORMATS): CommandError {
	return new CommandError(
		`error: unable to match a printer suitable for the output format ${JSON.stringify(format)}, ` +
			`allowed formats are: ${[...allowed].sort().join(',')}`,
	);
}

/** The printer of a format that all commands know; undefined for another word. For `typed` see `changePrinter`. */
export function formatPrinter(format: string, flags: Flags, process: Process, typed = false): Printer | undefined {
	const keepsFields = flags.boolean('show-managed-fields');
	const shown = (object: unknown) =>
		typed ? goStruct(objectJson(object, keepsFields)) : objectJson(object, keepsFields);
	switch (format.toLowerCase()) {
		case 'json':
			return object => `${goJsonIndented(shown(object), '', typed ? Object.keys : sortedKeys)}\n`;
		case 'yaml': {
			let printed = 0;
			return object => (printed++ > 0 ? '---\n' : '') + toYaml(shown(object));
		}
		case 'name':
			return object => eachItem(object, one => `${objectName(one)}\n`);
	}
	const [name, argument] = templateOf(format, flags);
	if (!TEMPLATE_FORMATS.includes(name) && !PATH_FORMATS.includes(name)) return undefined;
	if (argument === '') throw new CommandError('error: template format specified but no template given');
	const template = name.endsWith('file') ? readTemplate(process, argument) : argument;
	const allowMissing = flags.boolean('allow-missing-template-keys');
	return PATH_FORMATS.includes(name)
		? pathPrinter(template, allowMissing, name === 'jsonpath-as-json')
		: templatePrinter(template, allowMissing);
}

function templateOf(format: string, flags: Flags): [name: string, argument: string] {
	const template = flags.string('template');
	if (template !== '') return [format, template];
	const equals = format.indexOf('=');
	return equals < 0 ? [format, ''] : [format.slice(0, equals), format.slice(equals + 1)];
}

function readTemplate(process: Process, path: string, what = '--template'): string {
	try {
		return readFile(process, path);
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		throw new CommandError(`error: error reading ${what} ${path}, ${error.message.replace(/^error: /, '')}`);
	}
}

function pathPrinter(template: string, allowMissing: boolean, json: boolean): Printer {
	let path: ReturnType<typeof jsonPath>;
	try {
		path = jsonPath(template, {allowMissing, json});
	} catch (error) {
		if (!(error instanceof JsonPathError)) throw error;
		throw new CommandError(`error: error parsing jsonpath ${template}, ${error.message}`);
	}
	return object => {
		const value = objectJson(object);
		try {
			return path.print(value);
		} catch (error) {
			if (!(error instanceof JsonPathError)) throw error;
			throw new CommandError(
				`error: error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${error.message}. ` +
					'Printing more information for debugging the template:\n' +
					`\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${formatSource(value)}\n\n\n`,
			);
		}
	};
}

function templatePrinter(template: string, allowMissing: boolean): Printer {
	let fill: ReturnType<typeof goTemplate>;
	try {
		fill = goTemplate(template, {allowMissing});
	} catch (error) {
		if (!(error instanceof TemplateError)) throw error;
		throw new CommandError(`error: error parsing template ${template}, ${error.message}`);
	}
	return object => {
		const value = objectJson(object);
		try {
			return fill(value);
		} catch (error) {
			if (!(error instanceof TemplateError)) throw error;
			throw new TemplateFailure(template, error.message, value);
		}
	};
}

/** A Go template that failed while it was filled: kubectl prints what it had on stdout, and the error on stderr. */
export class TemplateFailure extends CommandError {
	readonly details: string;

	constructor(template: string, message: string, value: Json) {
		super(`error: error executing template ${JSON.stringify(template)}: ${message}`);
		this.details =
			`Error executing template: ${message}. Printing more information for debugging the template:\n` +
			`\ttemplate was:\n\t\t${template}\n\traw data was:\n\t\t${goJson(value)}\n` +
			`\tobject given to template engine was:\n\t\t${formatValue(value)}\n\n`;
	}
}

function columnsPrinter(format: string, flags: Flags, process: Process): Printer | undefined {
	const [name, argument] = templateOf(format, flags);
	if (!COLUMN_FORMATS.includes(name)) return undefined;
	const columns =
		name === 'custom-columns'
			? parseCustomColumns(argument)
			: parseColumnsFile(readTemplate(process, argument, 'template'));
	let noHeaders = flags.boolean('no-headers');
	return object => {
		const value = objectJson(object) as {readonly kind?: Json; readonly items?: readonly Json[]};
		const rows = customRows(columns, isList(value) ? value.items : [value as Json], noHeaders);
		noHeaders = true;
		return new TabWriter().write(rows);
	};
}

function eachItem(object: unknown, print: (one: Record<string, unknown>) => string): string {
	const list = object as {kind?: unknown; items?: unknown};
	return isList(list)
		? list.items.map(item => print(item as Record<string, unknown>)).join('')
		: print(object as Record<string, unknown>);
}

function isList(value: {kind?: unknown; items?: unknown}): value is {kind: unknown; items: readonly Json[]} {
	return Array.isArray(value.items) && typeof value.kind === 'string' && value.kind.endsWith('List');
}
