import type {Json} from '../../cluster/api.ts';
import {formatValue} from './go-format.ts';
import {goJson, goJsonIndented, sortedKeys} from './json.ts';
import {JsonPathError, type PathNode, parseJsonPath} from './json-path-parser.ts';

export {JsonPathError};

/** A template of `-o jsonpath`, ready to be filled. */
export interface JsonPath {
	/** The text that the template makes of a value. Throws JsonPathError. */
	print(value: Json): string;
	/** The results of each action. Throws JsonPathError. */
	find(value: Json): (readonly Json[])[];
}

/** @param options `allowMissing`: a field that isn't there is left out instead of refused; `json`: results as JSON lists (jsonpath-as-json) */
export function jsonPath(template: string, options: {allowMissing: boolean; json?: boolean}): JsonPath {
	const nodes = parseJsonPath(template);
	const find = (value: Json) => new Evaluation(options.allowMissing).find(nodes, value);
	const print = (value: Json) =>
		find(value)
			.map(results => (options.json ? `${goJsonIndented(results)}\n` : results.map(resultText).join(' ')))
			.join('');
	return {print, find};
}

/**
 * A path as `--sort-by`, `custom-columns` and `kubectl wait` take it: `.metadata.name`, `metadata.name`, `{.metadata.name}`.
 * Throws JsonPathError.
 */
export function relaxedPath(text: string): string {
	if (text === '') return text;
	const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text);
	if (!match)
		throw new JsonPathError(
			"unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
		);
	return `{.${match[1] ?? match[2]}}`;
}

function resultText(value: Json): string {
	return typeof value === 'object' && value !== null ? goJson(value) : value === null ? 'null' : formatValue(value);
}

const MOST_RESULTS = 200_000;

// Walks the nodes of one template. `range` repeats what follows for each of its results, up to `end`.
class Evaluation {
	#results = 0;

	constructor(readonly allowMissing: boolean) {}

	find(nodes: readonly PathNode[], value: Json): (readonly Json[])[] {
		const {output} = this.#run(nodes, 0, value, false);
		return output;
	}

	// Returns where the matching `end` stands, or the end of the template.
	#run(
		nodes: readonly PathNode[],
		from: number,
		value: Json,
		inRange: boolean,
	): {output: (readonly Json[])[]; end: number} {
		const output: (readonly Json[])[] = [];
		for (let at = from; at < nodes.length; at++) {
			const node = nodes[at]!;
			const keyword = keywordOf(node);
			if (keyword === 'end') {
				if (!inRange) throw new JsonPathError('not in range, nothing to end');
				return {output, end: at};
			}
			const results = this.#walk([value], node);
			if (keyword !== 'range') {
				output.push(results);
				continue;
			}
			let end = nodes.length;
			for (const result of results.length > 0 ? results : [null]) {
				const part = this.#run(nodes, at + 1, result, true);
				if (results.length > 0) output.push(...part.output);
				end = part.end;
			}
			at = end;
		}
		return {output, end: nodes.length};
	}

	#walk(input: readonly Json[], node: PathNode): readonly Json[] {
		this.#results += input.length;
		if (this.#results > MOST_RESULTS) throw new JsonPathError('too many results');
		switch (node.type) {
			case 'list':
				return this.#walkAll(input, node.nodes);
			case 'text':
				return [node.text];
			case 'value':
				return input.map(() => node.value);
			case 'field':
				return this.#field(input, node.name);
			case 'wildcard':
				return input.flatMap(children);
			case 'recursive':
				return input.flatMap(value => descendants(value, 0));
			case 'union':
				return node.paths.flatMap(path => this.#walkAll(input, path));
			case 'array':
				return input.flatMap(value => slice(value, node.params));
			case 'filter':
				return input.flatMap(value => this.#filter(value, node));
			case 'identifier':
				if (node.name === 'range') return input;
				if (node.name === 'end') return [];
				throw new JsonPathError(`unrecognized identifier ${node.name}`);
		}
	}

	#walkAll(input: readonly Json[], nodes: readonly PathNode[]): readonly Json[] {
		return nodes.reduce<readonly Json[]>((values, node) => this.#walk(values, node), input);
	}

	#field(input: readonly Json[], name: string): readonly Json[] {
		if (input.length === 0) return [];
		const found = input.flatMap(value => (isMap(value) && Object.hasOwn(value, name) ? [value[name] as Json] : []));
		if (found.length === 0 && !this.allowMissing) throw new JsonPathError(`${name} is not found`);
		return found;
	}

	#filter(list: Json, {left, operator, right}: PathNode & {type: 'filter'}): Json[] {
		if (!Array.isArray(list))
			throw new JsonPathError(`${formatValue(list)} is not array or slice and cannot be filtered`);
		return list.filter(item => {
			if (operator === 'exists') return this.#exists(item, left);
			const [a, b] = [this.#walkAll([item], left), this.#walkAll([item], right)];
			if (a.length === 0 || b.length === 0) return false;
			if (a.length > 1 || b.length > 1) throw new JsonPathError('can only compare one element at a time');
			return compare(a[0]!, operator, b[0]!);
		});
	}

	#exists(item: Json, path: readonly PathNode[]): boolean {
		try {
			return this.#walkAll([item], path).length > 0;
		} catch (error) {
			if (error instanceof JsonPathError) return false;
			throw error;
		}
	}
}

function keywordOf(node: PathNode): string | undefined {
	if (node.type !== 'list') return undefined;
	const found = node.nodes.find(one => one.type === 'identifier' && (one.name === 'range' || one.name === 'end'));
	return found?.type === 'identifier' ? found.name : undefined;
}

function isMap(value: Json): value is {readonly [key: string]: Json} {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Go walks maps in random order; sorted keys are one of them.
function children(value: Json): readonly Json[] {
	if (Array.isArray(value)) return value;
	return isMap(value) ? sortedKeys(value).map(key => value[key]!) : [];
}

const DEEPEST = 100;

function descendants(value: Json, depth: number): Json[] {
	const inner = children(value);
	if (inner.length === 0 || depth > DEEPEST) return [];
	return [value, ...inner.flatMap(one => descendants(one, depth + 1))];
}

type ArrayNode = PathNode & {type: 'array'};

function slice(list: Json, [start, end, step]: ArrayNode['params']): readonly Json[] {
	if (list === null) return [];
	if (!Array.isArray(list)) throw new JsonPathError(`${goType(list)} is not array or slice`);
	const length = list.length;
	let from = start.known ? start.value : 0;
	if (from < 0) from += length;
	let to = end.known ? end.value : length;
	if (to < 0 || (to === 0 && end.derived)) to += length;
	if (to === from) return [];
	if (from >= length || from < 0) throw outOfBounds(from, length);
	if (to > length || to < 0) throw outOfBounds(to - 1, length);
	if (from > to) throw new JsonPathError(`starting index ${from} is greater than ending index ${to}`);
	const by = step.known ? step.value : 1;
	if (by <= 0) throw new JsonPathError('step must be > 0');
	return list.slice(from, to).filter((_, index) => index % by === 0);
}

function outOfBounds(index: number, length: number): JsonPathError {
	return new JsonPathError(`array index out of bounds: index ${index}, length ${length}`);
}

function goType(value: Json): string {
	if (typeof value === 'string') return 'string';
	if (typeof value === 'boolean') return 'bool';
	if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
	return 'map[string]interface {}';
}

function compare(a: Json, operator: string, b: Json): boolean {
	if (!['==', '!=', '<', '<=', '>', '>='].includes(operator))
		throw new JsonPathError(`unrecognized filter operator ${operator}`);
	if ((typeof a === 'object' && a !== null) || (typeof b === 'object' && b !== null) || a === null || b === null)
		throw new JsonPathError('invalid type for comparison');
	if (typeof a !== typeof b) throw new JsonPathError('incompatible types for comparison');
	if (typeof a === 'boolean' && operator !== '==' && operator !== '!=')
		throw new JsonPathError('invalid type for comparison');
	switch (operator) {
		case '==':
			return a === b;
		case '!=':
			return a !== b;
		case '<':
			return a < b;
		case '<=':
			return a <= b;
		case '>':
			return a > b;
		default:
			return a >= b;
	}
}
