import {stringify} from 'yaml';
import type {KubeObject} from '../../cluster/objects.ts';

/** One line of an object's YAML. */
export interface YamlLine {
	readonly text: string;
	readonly isChanged: boolean;
}

/** An object as `kubectl get -o yaml` shows it, with the lines that differ from what it was before. */
export function yamlLines(object: KubeObject, previous: KubeObject | undefined): YamlLine[] {
	const {managedFields: _, ...metadata} = object.metadata;
	// A new object differs in everything, which would tell nothing.
	return mapLines({...object, metadata}, previous ?? {...object, metadata}, '', true);
}

function mapLines(map: object, before: unknown, indent: string, isRoot = false): YamlLine[] {
	const old = isMap(before) ? before : {};
	return Object.entries(map)
		.filter(([, value]) => value !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([key, value]) => {
			const was = Object.hasOwn(old, key) ? old[key] : undefined;
			const head = {text: `${indent}${keyText(key)}:`, isChanged: lostKeys(was, value)};
			if (Array.isArray(value) && value.length > 0) return [head, ...listLines(value, was, indent)];
			if (isMap(value) && !isEmpty(value)) {
				const lines = mapLines(value, was, `${indent}  `);
				// The version changes with everything else and says nothing by itself.
				return [head, ...(isRoot && key === 'metadata' ? lines.map(withoutVersionMark) : lines)];
			}
			return scalarLines(key, value, indent, !isEqual(value, was));
		});
}

// A list stands at the level of its key; the first key of an item stands behind the dash.
function listLines(list: readonly unknown[], before: unknown, indent: string): YamlLine[] {
	const old: readonly unknown[] = Array.isArray(before) ? before : [];
	return list.flatMap((item, index) => {
		const was = counterpart(item, index, old);
		const lines =
			isMap(item) && !isEmpty(item)
				? mapLines(item, was, `${indent}  `)
				: scalarLines('', item, `${indent}  `, !isEqual(item, was));
		const [first, ...others] = lines;
		return first ? [{...first, text: `${indent}- ${first.text.slice(indent.length + 2)}`}, ...others] : [];
	});
}

const ITEM_KEYS = ['name', 'type', 'key', 'uid', 'port', 'ip'] as const;

// Items of Kubernetes' lists have a key of their own: a condition its type, a container its name.
function counterpart(item: unknown, index: number, old: readonly unknown[]): unknown {
	if (!isMap(item)) return old[index];
	const key = ITEM_KEYS.find(name => item[name] !== undefined);
	return key ? old.find(each => isMap(each) && each[key] === item[key]) : old[index];
}

function scalarLines(key: string, value: unknown, indent: string, isChanged: boolean): YamlLine[] {
	const text = stringify(key === '' ? value : {[key]: value}, {...STYLE, singleQuote: needsSingleQuotes(value)});
	return text
		.trimEnd()
		.split('\n')
		.map(row => ({text: indent + row, isChanged}));
}

const STYLE = {lineWidth: 0, version: '1.1'} as const;

// Kubernetes quotes twice what would be read as something else than a string, and once what would break the syntax.
function needsSingleQuotes(value: unknown): boolean {
	return typeof value === 'string' && !/^[-+.:\w]*$/.test(value);
}

function keyText(key: string): string {
	return stringify(key, {...STYLE, singleQuote: needsSingleQuotes(key)}).trimEnd();
}

function withoutVersionMark(row: YamlLine): YamlLine {
	return /^ {2}resourceVersion:/.test(row.text) ? {...row, isChanged: false} : row;
}

// What is gone can't be marked itself, so what held it is.
function lostKeys(before: unknown, after: unknown): boolean {
	if (Array.isArray(before) && Array.isArray(after)) return before.length > after.length;
	return (
		isMap(before) &&
		isMap(after) &&
		Object.keys(before).some(key => before[key] !== undefined && after[key] === undefined)
	);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
	return Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}

function isEqual(a: unknown, b: unknown): boolean {
	return a === b || (isEmpty(a) && isEmpty(b) && Array.isArray(a) === Array.isArray(b));
}
