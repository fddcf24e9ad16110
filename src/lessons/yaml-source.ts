import {type Document, isMap, isPair, LineCounter, type Node, parseDocument, visit} from 'yaml';
import {plainText} from './plain-text.ts';
import {LessonError, type Problem} from './problem.ts';

export type PathPart = string | number;

/** A YAML file that was read, with the places of its fields. */
export interface YamlSource {
	readonly file: string;
	/** Plain data; nothing inherits from a prototype that the file could name. */
	readonly value: unknown;
	/** The problem of the field at a path (or of the nearest one around it). */
	problem(path: readonly PathPart[], message: string): Problem;
}

const MAX_ALIASES = 20;
const MAX_DEPTH = 50;
const MAX_LENGTH = 256 * 1024;

/** Reads an untrusted YAML file of a pack: one document, bounded size and aliases, no duplicate keys. Throws LessonError. */
export function readYaml(file: string, text: string): YamlSource {
	if (text.length > MAX_LENGTH) throw new LessonError([{file, message: `is larger than ${MAX_LENGTH / 1024} KiB`}]);
	const lines = new LineCounter();
	const document = parsed(file, text, lines);
	const failures = [...document.errors, ...document.warnings].map(error => {
		const {line, col} = lines.linePos(error.pos[0]);
		return {file, line, column: col, message: error.message};
	});
	if (failures.length > 0) throw new LessonError(failures);
	let value: unknown;
	try {
		value = document.toJS({maxAliasCount: MAX_ALIASES});
	} catch (error) {
		throw new LessonError([{file, message: error instanceof Error ? error.message : String(error)}]);
	}
	// An alias may stand inside of what it stands for.
	if (!isShallow(value)) throw new LessonError([{file, message: 'is nested too deeply'}]);
	const problem = (path: readonly PathPart[], message: string): Problem => {
		const offset = offsetOf(document.contents, path);
		const place = offset === undefined ? undefined : lines.linePos(offset);
		const field = formatPath(path);
		return {file, line: place?.line, column: place?.col, message: field ? `${field}: ${message}` : message};
	};
	return {file, value, problem};
}

function parsed(file: string, text: string, lineCounter: LineCounter): Document.Parsed {
	try {
		const options = {lineCounter, uniqueKeys: true, prettyErrors: false, version: '1.2'} as const;
		const document = parseDocument(plainText(text), options);
		// What is written as `"\u001b"` becomes a control character only now.
		visit(document, {
			Scalar(_key, node) {
				if (typeof node.value === 'string') node.value = plainText(node.value);
			},
		});
		return document;
	} catch (error) {
		if (error instanceof RangeError) throw new LessonError([{file, message: 'is nested too deeply'}]);
		throw error;
	}
}

function isShallow(value: unknown, room = MAX_DEPTH): boolean {
	if (typeof value !== 'object' || value === null) return true;
	return room > 0 && Object.values(value).every(part => isShallow(part, room - 1));
}

function offsetOf(root: Node | null, path: readonly PathPart[]): number | undefined {
	let node: unknown = root;
	let offset = root?.range?.[0];
	for (const part of path) {
		if (isMap(node)) {
			const pair = node.items.find(item => isPair(item) && String(item.key) === String(part));
			if (!pair) return offset;
			offset = (pair.key as Node | null)?.range?.[0] ?? offset;
			node = pair.value;
		} else {
			node = (node as {items?: unknown[]} | null)?.items?.[Number(part)];
			const range = (node as Node | null)?.range;
			if (!range) return offset;
			offset = range[0];
		}
	}
	return offset;
}

/** `steps[0].goals`; keys that aren't plain words stand in brackets: `object[deployment/web]`. */
function formatPath(path: readonly PathPart[]): string {
	return path
		.map(part => (typeof part === 'number' || !/^[\w-]+$/.test(part) ? `[${part}]` : `.${part}`))
		.join('')
		.replace(/^\./, '');
}
