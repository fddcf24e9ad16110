import {types} from './generated/types.ts';

/** One field of a Kubernetes type. */
export interface Field {
	readonly name: string;
	readonly type: FieldType;
	/** As the published OpenAPI says. */
	readonly required: boolean;
	/** Numbers, booleans and texts: whether 0, false or '' is kept. Otherwise Kubernetes can't tell it from an absent field and drops it. */
	readonly keepsZero: boolean;
	/** Objects that are there, empty, even if nothing was given. */
	readonly alwaysThere: boolean;
	/** Lists that strategic merge patches merge: by this field of their objects, or '' for a list of plain values. Others are replaced. */
	readonly mergeKey: string | undefined;
	/** Whether a strategic merge patch may say which of the fields are to stay (`$retainKeys`). */
	readonly retainsKeys: boolean;
}

export type FieldType =
	| {readonly is: 'text'; readonly goType: string; readonly values: readonly string[]}
	/** Whole numbers of 32 or 64 bits, or any number. */
	| {readonly is: 'number'; readonly goType: 'int32' | 'int64' | 'float64'}
	| {readonly is: 'boolean' | 'quantity' | 'int-or-text' | 'time' | 'micro-time' | 'bytes' | 'anything'}
	| {readonly is: 'list'; readonly of: FieldType}
	| {readonly is: 'map'; readonly of: FieldType}
	| {readonly is: 'object'; readonly name: string};

/** A Kubernetes type with its fields by name. */
export interface ObjectType {
	/** As in Go, e.g. `DeploymentSpec`. */
	readonly name: string;
	readonly fields: ReadonlyMap<string, Field>;
}

const parsedTypes = new Map<string, ObjectType>();

/** A type by its name; the name of a kind is the name of its type. Throws for an unknown name, which is a programming error. */
export function typeNamed(name: string): ObjectType {
	const known = parsedTypes.get(name);
	if (known) return known;
	const text = Object.hasOwn(types, name) ? types[name] : undefined;
	if (text === undefined) throw new Error(`no type ${name}`);
	const fields = text === '' ? [] : text.split(' ').map(parseField);
	const type = {name: goName(name), fields: new Map(fields.map(field => [field.name, field]))};
	parsedTypes.set(name, type);
	return type;
}

/** The field behind a path such as `['spec', 'template', 'spec', 'containers', 'image']`; lists and maps are passed through. */
export function fieldAt(typeName: string, path: readonly string[]): Field | undefined {
	let type: ObjectType | undefined = typeNamed(typeName);
	let field: Field | undefined;
	for (const name of path) {
		field = type?.fields.get(name);
		if (!field) return undefined;
		const inner = innermost(field.type);
		type = inner.is === 'object' ? typeNamed(inner.name) : undefined;
	}
	return field;
}

/** What the lists and maps of a type hold in the end. */
export function innermost(type: FieldType): FieldType {
	let inner = type;
	while (inner.is === 'list' || inner.is === 'map') inner = inner.of;
	return inner;
}

/** The type as messages about JSON name it: `int32`, `[]v1.Container`, `map[string]string`, `v1.ResourceList`. */
export function goTypeOf(type: FieldType): string {
	switch (type.is) {
		case 'text':
		case 'number':
			return type.goType;
		case 'boolean':
			return 'bool';
		case 'object':
			return `v1.${goName(type.name)}`;
		case 'list':
			return `[]${goTypeOf(type.of)}`;
		case 'map':
			return type.of.is === 'quantity' ? 'v1.ResourceList' : `map[string]${goTypeOf(type.of)}`;
		case 'bytes':
			return '[]uint8';
		default:
			return GO_TYPES[type.is];
	}
}

/** The type as `kubectl explain` prints it: `integer`, `[]Container`, `map[string]string`. */
export function explainedTypeOf(type: FieldType): string {
	switch (type.is) {
		case 'text':
		case 'bytes':
			return 'string';
		case 'number':
			return type.goType === 'float64' ? 'number' : 'integer';
		case 'boolean':
			return 'boolean';
		case 'object':
			return goName(type.name);
		case 'list':
			return `[]${explainedTypeOf(type.of)}`;
		case 'map':
			return `map[string]${explainedTypeOf(type.of)}`;
		default:
			return EXPLAINED_TYPES[type.is];
	}
}

const GO_TYPES = {
	quantity: 'resource.Quantity',
	'int-or-text': 'intstr.IntOrString',
	time: 'v1.Time',
	'micro-time': 'v1.MicroTime',
	anything: 'runtime.RawExtension',
} as const;

const EXPLAINED_TYPES = {
	quantity: 'Quantity',
	'int-or-text': 'IntOrString',
	time: 'string',
	'micro-time': 'string',
	anything: 'Object',
} as const;

// `name!*+:type#merge`, as the build writes it.
function parseField(text: string): Field {
	const [, name = '', flags = '', rest = ''] = /^(\w+)([!*+]*):(.*)$/.exec(text) ?? [];
	const hash = rest.indexOf('#');
	const merge = hash < 0 ? undefined : rest.slice(hash + 1);
	return {
		name,
		type: parseType(hash < 0 ? rest : rest.slice(0, hash)),
		required: flags.includes('!'),
		keepsZero: flags.includes('*'),
		alwaysThere: flags.includes('+'),
		mergeKey: merge === undefined || merge === '^' ? undefined : merge.replace('^', ''),
		retainsKeys: merge?.includes('^') ?? false,
	};
}

function parseType(text: string): FieldType {
	const rest = text.slice(1);
	switch (text[0]) {
		case '[':
			return {is: 'list', of: parseType(rest)};
		case '{':
			return {is: 'map', of: parseType(rest)};
		case '@':
			return {is: 'object', name: rest};
		case 's': {
			const [, named, values] = /^(?:\(([\w.]+)\))?\|?(.*)$/.exec(rest) ?? [];
			const goType = named ? (named.includes('.') ? named : `v1.${named}`) : 'string';
			return {is: 'text', goType, values: values ? values.split('|') : []};
		}
		case 'i':
			return {is: 'number', goType: 'int32'};
		case 'l':
			return {is: 'number', goType: 'int64'};
		case 'd':
			return {is: 'number', goType: 'float64'};
		default:
			return {is: SIMPLE_TYPES[text[0] as keyof typeof SIMPLE_TYPES]};
	}
}

const SIMPLE_TYPES = {
	b: 'boolean',
	q: 'quantity',
	p: 'int-or-text',
	t: 'time',
	T: 'micro-time',
	y: 'bytes',
	x: 'anything',
} as const;

// Two groups may have a type of one name; one of the two then carries its group.
function goName(name: string): string {
	const at = name.indexOf('@');
	return at < 0 ? name : name.slice(0, at);
}
