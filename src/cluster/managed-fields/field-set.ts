import type {Json} from '../api.ts';
import {isList, isMap, type JsonMap} from '../patch/json-tree.ts';
import {type Field, type FieldType, type ObjectType, typeNamed} from '../schema.ts';

/**
 * Fields of an object, each by its path in the notation of `managedFields`: `f:spec`, then `f:containers`, then `k:{"name":"web"}`. The
 * steps of a path are joined by line ends, which can't occur in them. The value is what the field holds, as JSON; '' for a map or an
 * entry of a list that holds other fields.
 */
export type FieldValues = Map<string, string>;

const BETWEEN = '\n';

/** Objects that only change as a whole. */
const ATOMIC_TYPES = new Set([
	'ConfigMapKeySelector',
	'LabelSelector',
	'LocalObjectReference',
	'NodeSelector',
	'NodeSelectorTerm',
	'ObjectFieldSelector',
	'ObjectReference',
	'ResourceFieldSelector',
	'ScopeSelector',
	'SecretKeySelector',
	'SecretReference',
	'TypedLocalObjectReference',
]);
/** Maps that only change as a whole. */
const ATOMIC_MAPS = new Set(['nodeSelector', 'selector']);
/** Lists whose entries are found by more than the merge key of a patch. */
const LIST_KEYS: Readonly<Record<string, readonly string[]>> = {
	'Container.ports': ['containerPort', 'protocol'],
	'EphemeralContainer.ports': ['containerPort', 'protocol'],
	'PodSpec.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
	'ServiceSpec.ports': ['port', 'protocol'],
};
/** Structs of Go that are always there, so nobody adds them. */
const STRUCTS = new Set(['jobTemplate', 'metadata', 'spec', 'strategy', 'template', 'updateStrategy']);
const SERVER_METADATA = new Set([
	'creationTimestamp',
	'deletionGracePeriodSeconds',
	'deletionTimestamp',
	'generateName',
	'generation',
	'managedFields',
	'name',
	'namespace',
	'resourceVersion',
	'selfLink',
	'uid',
]);

/** The fields of an object of a kind, without those that belong to the server and without its status. */
export function fieldValues(kind: string, object: JsonMap): FieldValues {
	const values: FieldValues = new Map();
	const metadata = isMap(object.metadata) ? object.metadata : {};
	const owned = Object.fromEntries(Object.entries(metadata).filter(([key]) => !SERVER_METADATA.has(key)));
	const {apiVersion: _, kind: __, metadata: ___, status: ____, ...body} = object;
	collectObject(typeNamed(kind), {...body, ...(Object.keys(owned).length > 0 && {metadata: owned})}, [], values);
	return values;
}

function collectObject(
	type: ObjectType | undefined,
	object: JsonMap,
	path: readonly string[],
	values: FieldValues,
): void {
	for (const [name, value] of Object.entries(object))
		collectField(type, type?.fields.get(name), name, value, [...path, `f:${name}`], values);
}

function collectField(
	owner: ObjectType | undefined,
	field: Field | undefined,
	name: string,
	value: Json,
	path: readonly string[],
	values: FieldValues,
): void {
	const type = field?.type;
	if (isMap(value) && Object.keys(value).length > 0 && isGranular(type, name)) {
		if (!STRUCTS.has(name)) values.set(path.join(BETWEEN), '');
		const inner = type?.is === 'object' ? typeNamed(type.name) : undefined;
		collectObject(inner, value, path, values);
		return;
	}
	const keys = isList(value) ? keysOf(owner, field) : undefined;
	if (!keys || !isList(value)) {
		values.set(path.join(BETWEEN), JSON.stringify(value));
		return;
	}
	const inner = type?.is === 'list' && type.of.is === 'object' ? typeNamed(type.of.name) : undefined;
	for (const item of value) {
		const itemPath = [...path, itemStep(item, keys)];
		values.set(itemPath.join(BETWEEN), isMap(item) ? '' : JSON.stringify(item));
		if (isMap(item)) collectObject(inner, item, itemPath, values);
	}
}

function isGranular(type: FieldType | undefined, name: string): boolean {
	if (type?.is === 'map') return !ATOMIC_MAPS.has(name);
	return type?.is === 'object' && !ATOMIC_TYPES.has(type.name);
}

// Undefined for lists that only change as a whole.
function keysOf(owner: ObjectType | undefined, field: Field | undefined): readonly string[] | undefined {
	const several = LIST_KEYS[`${owner?.name}.${field?.name}`];
	if (several) return several;
	return field?.mergeKey === undefined ? undefined : field.mergeKey === '' ? [] : [field.mergeKey];
}

/** The step of a path that finds an entry of a list. */
function itemStep(item: Json, keys: readonly string[]): string {
	if (!isMap(item) || keys.length === 0) return `v:${JSON.stringify(item)}`;
	const found = keys.map(key => [key, item[key] ?? (key === 'protocol' ? 'TCP' : null)] as const);
	return `k:${JSON.stringify(Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1))))}`;
}

/** The steps of a path. */
export function stepsOf(path: string): string[] {
	return path.split(BETWEEN);
}

/** Whether a path lies below another. */
export function isBelow(path: string, above: string): boolean {
	return path.startsWith(above + BETWEEN);
}

/** A path as messages show it: `.spec.template.spec.containers[name="web"].image`. */
export function formatPath(path: string): string {
	return stepsOf(path)
		.map(step => {
			const rest = step.slice(2);
			if (step.startsWith('f:')) return `.${rest}`;
			if (step.startsWith('v:')) return `[=${rest}]`;
			const keys = Object.entries(JSON.parse(rest) as Record<string, Json>);
			return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
		})
		.join('');
}

/** Paths as the tree that `fieldsV1` is. */
export function toFieldsV1(paths: Iterable<string>): JsonMap {
	interface Tree {
		[step: string]: Tree;
	}
	const root: Tree = {};
	for (const path of [...paths].sort()) {
		let node = root;
		for (const step of stepsOf(path)) {
			if (!Object.hasOwn(node, step)) node[step] = {};
			node = node[step]!;
		}
		node['.'] = {};
	}
	const withoutLeafDots = (node: Tree): JsonMap => {
		const names = Object.keys(node);
		if (names.length === 1 && names[0] === '.') return {};
		return Object.fromEntries(names.map(name => [name, name === '.' ? {} : withoutLeafDots(node[name]!)]));
	};
	return withoutLeafDots(root);
}

/** The paths of such a tree. */
export function fromFieldsV1(tree: JsonMap, above: readonly string[] = []): Set<string> {
	const paths = new Set<string>();
	for (const [step, below] of Object.entries(tree)) {
		if (step === '.') paths.add(above.join(BETWEEN));
		else if (!isMap(below) || Object.keys(below).length === 0) paths.add([...above, step].join(BETWEEN));
		else for (const path of fromFieldsV1(below, [...above, step])) paths.add(path);
	}
	return paths;
}

/** The object without the field or entry at a path; unchanged if it isn't there. */
export function withoutPath(value: Json, steps: readonly string[]): Json {
	const [step, ...rest] = steps;
	if (step === undefined) return value;
	const text = step.slice(2);
	if (step.startsWith('f:')) {
		if (!isMap(value) || !Object.hasOwn(value, text)) return value;
		if (rest.length > 0) return {...value, [text]: withoutPath(value[text]!, rest)};
		const {[text]: _, ...others} = value;
		return others;
	}
	if (!isList(value)) return value;
	const matches = (item: Json) => {
		if (step.startsWith('v:')) return JSON.stringify(item) === text;
		return isMap(item) && itemStep(item, Object.keys(JSON.parse(text) as object)) === step;
	};
	return rest.length > 0
		? value.map(item => (matches(item) ? withoutPath(item, rest) : item))
		: value.filter(item => !matches(item));
}
