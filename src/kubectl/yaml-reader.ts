import {type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, parseDocument} from 'yaml';
import type {Json} from '../cluster/api.ts';
import {formatSource} from './printers/go-format.ts';
import {firstBlock, startProblem, yamlErrorText} from './yaml-error-text.ts';
import {resolveScalar} from './yaml-scalar.ts';

/** A text that is no YAML, in the words of Kubernetes' reader: `yaml: line 4: found character that cannot start any token`. */
export class YamlError extends Error {}

const CONTROL_CHARACTER = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const LARGEST_BYTES = 3_145_728;
const MOST_VALUES = 100_000;
const DEEPEST = 200;

/** The value of one YAML document, read as Kubernetes does: YAML 1.1 scalars, merge keys, keys turned into strings. Throws YamlError. */
export function readYaml(text: string): Json {
	if (text.length > LARGEST_BYTES) throw new YamlError('yaml: document is too large');
	if (CONTROL_CHARACTER.test(text)) throw new YamlError('yaml: control characters are not allowed');
	const content = firstBlock(text);
	let document: Document.Parsed;
	try {
		document = parseDocument(content, {
			schema: 'failsafe',
			uniqueKeys: false,
			logLevel: 'silent',
			strict: true,
			version: '1.1',
		});
	} catch {
		throw new YamlError('yaml: unknown problem parsing YAML content');
	}
	const problem = startProblem(content) ?? yamlErrorText(content, document.errors);
	if (problem) throw new YamlError(`yaml: ${problem}`);
	return new Reader(document).read(document.contents, 0);
}

// Turns nodes into JSON. Aliases are followed with a limit on the number of values, so that a small text can't become huge.
class Reader {
	#values = 0;
	readonly #open = new Set<Node>();

	constructor(readonly document: Document.Parsed) {}

	read(node: unknown, depth: number): Json {
		if (++this.#values > MOST_VALUES) throw new YamlError('yaml: document contains excessive aliasing');
		if (depth > DEEPEST) throw new YamlError('yaml: exceeded max depth of 10000');
		if (isAlias(node)) return this.#alias(node.source, node.resolve(this.document), depth);
		if (isScalar(node)) return resolveScalar(String(node.value ?? ''), node.type === 'PLAIN', node.tag);
		if (isSeq(node)) return node.items.map(item => this.read(isPair(item) ? item.value : item, depth + 1));
		if (isMap(node)) return this.#map(node.items, depth);
		return null;
	}

	#alias(name: string, target: Node | undefined, depth: number): Json {
		if (!target) throw new YamlError(`yaml: unknown anchor '${name}' referenced`);
		if (this.#open.has(target)) throw new YamlError(`yaml: anchor '${name}' value contains itself`);
		this.#open.add(target);
		const value = this.read(target, depth + 1);
		this.#open.delete(target);
		return value;
	}

	// Keys that are merged in come first, so that the map's own win. The prototype's name is a key like any other.
	#map(pairs: readonly {key: unknown; value: unknown}[], depth: number): Json {
		const entries = new Map<string, Json>();
		const own = new Map<string, Json>();
		for (const {key, value} of pairs) {
			if (isScalar(key) && key.type === 'PLAIN' && key.value === '<<')
				this.#merge(this.read(value, depth + 1), entries);
			else own.set(keyText(this.read(key, depth + 1)), this.read(value, depth + 1));
		}
		for (const [key, value] of own) entries.set(key, value);
		return Object.fromEntries(entries);
	}

	#merge(source: Json, into: Map<string, Json>): void {
		if (source === null || typeof source !== 'object')
			throw new YamlError('yaml: map merge requires map or sequence of maps as the value');
		const maps = Array.isArray(source) ? [...source].reverse() : [source];
		for (const map of maps)
			for (const [key, value] of Object.entries(map as {[key: string]: Json})) into.set(key, value);
	}
}

function keyText(key: Json): string {
	if (key !== null && typeof key === 'object') {
		const shown = formatSource(key).replaceAll('map[string]', 'map[interface {}]');
		throw new YamlError(`yaml: invalid map key: ${shown}`);
	}
	return key === null ? 'null' : String(key);
}
