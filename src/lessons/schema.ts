import {nearest} from './nearest.ts';
import type {Problem} from './problem.ts';
import type {PathPart, YamlSource} from './yaml-source.ts';

/** The part of JSON Schema that our schemas use. */
export interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly enum?: readonly unknown[];
	readonly pattern?: string;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly maxProperties?: number;
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: boolean | Schema;
	readonly $defs?: Readonly<Record<string, Schema>>;
}

const MAX_DEPTH = 30;

/** What in a file contradicts a schema, in the words of Kubernetes' own validation, each with its place. */
export function schemaProblems(source: YamlSource, root: Schema): Problem[] {
	const problems: Problem[] = [];
	const report = (path: readonly PathPart[], message: string) => problems.push(source.problem(path, message));

	const visit = (value: unknown, schema: Schema, path: readonly PathPart[]): void => {
		const rule = schema.$ref ? (root.$defs?.[schema.$ref.slice('#/$defs/'.length)] ?? schema) : schema;
		const type = typeOf(value);
		const allowed = rule.type === undefined ? [] : [rule.type].flat();
		if (allowed.length > 0 && !allowed.includes(type) && !(type === 'integer' && allowed.includes('number')))
			return void report(path, `Invalid type: got ${type}, expected ${allowed.join(' or ')}`);
		if (rule.enum && !rule.enum.includes(value))
			report(
				path,
				`Unsupported value: ${JSON.stringify(value)}: supported values: ${rule.enum.map(v => JSON.stringify(v)).join(', ')}`,
			);
		if (path.length > MAX_DEPTH) return void report(path, 'Invalid value: nested too deeply');
		if (typeof value === 'string') checkText(value, rule, message => report(path, message));
		if (typeof value === 'number') checkNumber(value, rule, message => report(path, message));
		if (Array.isArray(value)) {
			if (value.length < (rule.minItems ?? 0)) report(path, `Invalid value: must have at least ${rule.minItems} items`);
			if (value.length > (rule.maxItems ?? Infinity))
				report(path, `Too many: ${value.length}: must have at most ${rule.maxItems} items`);
			else if (rule.items) for (const [index, item] of value.entries()) visit(item, rule.items, [...path, index]);
		} else if (type === 'object') visitObject(value as object, rule, path);
	};

	const visitObject = (value: object, rule: Schema, path: readonly PathPart[]): void => {
		const entries = Object.entries(value);
		if (entries.length > (rule.maxProperties ?? Infinity))
			return void report(path, `Too many: ${entries.length}: must have at most ${rule.maxProperties} items`);
		const known = new Map(Object.entries(rule.properties ?? {}));
		for (const name of rule.required ?? []) if (!Object.hasOwn(value, name)) report([...path, name], 'Required value');
		for (const [name, item] of entries) {
			const property = known.get(name);
			if (property) visit(item, property, [...path, name]);
			else if (typeof rule.additionalProperties === 'object') visit(item, rule.additionalProperties, [...path, name]);
			else if (rule.additionalProperties === false)
				report([...path, name], `unknown field${suggestion(name, [...known.keys()])}`);
		}
	};

	visit(source.value, root, []);
	return problems;
}

function checkText(value: string, rule: Schema, report: (message: string) => void): void {
	if (value.length < (rule.minLength ?? 0)) report('Required value');
	if (value.length > (rule.maxLength ?? Infinity))
		report(`Too long: may not be more than ${rule.maxLength} characters`);
	else if (rule.pattern && !new RegExp(rule.pattern).test(value))
		report(`Invalid value: ${JSON.stringify(value)}: must match ${rule.pattern}`);
}

function checkNumber(value: number, rule: Schema, report: (message: string) => void): void {
	if (value < (rule.minimum ?? -Infinity))
		report(`Invalid value: ${value}: must be greater than or equal to ${rule.minimum}`);
	if (value > (rule.maximum ?? Infinity))
		report(`Invalid value: ${value}: must be less than or equal to ${rule.maximum}`);
}

function typeOf(value: unknown): string {
	if (value === null || value === undefined) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}

function suggestion(name: string, known: readonly string[]): string {
	const near = nearest(name, known);
	return near ? `, did you mean "${near}"?` : known.length > 0 ? `, known are: ${known.join(', ')}` : '';
}
