import type {KubeObject} from '../../cluster/objects.ts';

/** A field with a short value that has another one now; undefined where there was none, or is none any more. */
export interface ChangedValue {
	/** `generation`, `spec.replicas`, `status.conditions[Ready]`. */
	readonly path: string;
	readonly from: string | undefined;
	readonly to: string | undefined;
}

/**
 * Which fields have other values than before: what is wanted first, then what is. Times, versions and identifiers change with everything, and
 * messages say what reasons say: all of them are left out.
 */
export function changedValues(object: KubeObject, previous: KubeObject): ChangedValue[] {
	const values = compared(previous, object, '');
	return [0, 1, 2, 3]
		.flatMap(rank => values.filter(({path}) => rankOf(path) === rank))
		.map(value => ({
			...value,
			path: value.path.replace(/^metadata\./, '').replace(/(conditions\[\w+\])\.status$/, '$1'),
		}));
}

const DULL =
	/^(resourceVersion|managedFields|uid|message|\w*(Time|Timestamp)|(started|finished)At|(container|image)ID|(pod|host)IPs)$/;

function rankOf(path: string): number {
	if (!path.startsWith('status.')) return 0;
	if (!path.includes('[')) return 1;
	return path.endsWith('].status') ? 2 : 3;
}

function compared(before: unknown, after: unknown, path: string): ChangedValue[] {
	if (before === after) return [];
	if (Array.isArray(before) || Array.isArray(after)) return comparedLists(listOf(before), listOf(after), path);
	if (!isMap(before) && !isMap(after)) return [{path, from: textOf(before), to: textOf(after)}];
	const [old, next] = [mapOf(before), mapOf(after)];
	return [...new Set([...Object.keys(old), ...Object.keys(next)])]
		.filter(key => !DULL.test(key))
		.sort()
		.flatMap(key => compared(own(old, key), own(next, key), path === '' ? key : `${path}.${key}`));
}

// Items are told apart by their own keys; lists of plain values only as a whole.
function comparedLists(before: readonly unknown[], after: readonly unknown[], path: string): ChangedValue[] {
	const [old, next] = [named(before), named(after)];
	if (!old || !next) {
		const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
		return from === to || before.some(isMap) || after.some(isMap) ? [] : [{path, from, to}];
	}
	return [...new Set([...old.keys(), ...next.keys()])].flatMap(name =>
		// What came or went as a whole is in the lines below.
		old.has(name) && next.has(name) ? compared(old.get(name), next.get(name), `${path}[${name}]`) : [],
	);
}

function named(list: readonly unknown[]): Map<string, unknown> | undefined {
	const entries = list.map(item => [isMap(item) ? (item.name ?? item.type ?? item.key) : undefined, item] as const);
	return entries.every(([name]) => typeof name === 'string') ? new Map(entries as [string, unknown][]) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
	return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(map: Readonly<Record<string, unknown>>, key: string): unknown {
	return Object.hasOwn(map, key) ? map[key] : undefined;
}

function textOf(value: unknown): string | undefined {
	return value === undefined || isMap(value) ? undefined : String(value);
}
