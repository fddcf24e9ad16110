import type {Json} from '../../cluster/api.ts';
import {CommandError} from '../command.ts';
import {formatValue} from './go-format.ts';
import {type JsonPath, JsonPathError, jsonPath, relaxedPath} from './json-path.ts';

/** A column of `-o custom-columns=NAME:.metadata.name`. */
interface CustomColumn {
	readonly header: string;
	readonly path: JsonPath;
}

/** Reads `HEADER:PATH,HEADER:PATH`. Throws CommandError with kubectl's texts. */
export function parseCustomColumns(spec: string): CustomColumn[] {
	if (spec === '') throw new CommandError('error: custom-columns format specified but no custom columns given');
	return spec.split(',').map(part => {
		const colon = part.indexOf(':');
		if (colon < 0)
			throw new CommandError(`error: unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
		return column(part.slice(0, colon), part.slice(colon + 1));
	});
}

/** Reads a template file: headers on the first line, paths on the second. */
export function parseColumnsFile(text: string): CustomColumn[] {
	const [headers = [], paths = []] = text.split('\n').map(line => line.split(/\s+/).filter(word => word !== ''));
	if (headers.length === 0)
		throw new CommandError(
			'error: invalid template, missing header line. Expected format is one line of space separated headers, one line of space separated column specs.',
		);
	if (headers.length !== paths.length)
		throw new CommandError(
			`error: number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
		);
	return headers.map((header, index) => column(header, paths[index]!));
}

/** The header and the rows of a table. */
export function customRows(columns: readonly CustomColumn[], objects: readonly Json[], noHeaders: boolean): string[][] {
	const rows = objects.map(object => columns.map(({path}) => cell(path, object)));
	return noHeaders ? rows : [columns.map(({header}) => header), ...rows];
}

function column(header: string, spec: string): CustomColumn {
	try {
		return {header, path: jsonPath(relaxedPath(spec), {allowMissing: true})};
	} catch (error) {
		if (!(error instanceof JsonPathError)) throw error;
		throw new CommandError(`error: ${error.message}`);
	}
}

function cell(path: JsonPath, object: Json): string {
	try {
		const [values = []] = path.find(object);
		return values.map(formatValue).join(',') || (values.length === 0 ? '<none>' : '');
	} catch (error) {
		if (!(error instanceof JsonPathError)) throw error;
		throw new CommandError(`error: ${error.message}`);
	}
}
