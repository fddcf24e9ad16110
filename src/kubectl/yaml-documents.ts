import type {Json} from '../cluster/api.ts';
import {jsonSyntaxError} from './json-problem.ts';
import {readYaml, YamlError} from './yaml-reader.ts';

export {YamlError};

/** Of one file, and items of one List. */
export const MAX_DOCUMENTS = 5_000;

/** What one document of a stream says; `undefined` for an empty one. */
export type YamlDocument = Json | undefined;

/**
 * The documents of a manifest file, YAML or JSON, one after another, as kubectl splits them. Throws YamlError at the first document
 * that can't be read, so that those before it still count.
 */
export function* readDocuments(text: string): Generator<YamlDocument> {
	// Before the first one, so that nobody is left with a part of them.
	if ((text.match(/^---/gm)?.length ?? 0) > MAX_DOCUMENTS) throw tooMany();
	let count = 0;
	for (const document of allDocuments(text)) {
		if (++count > MAX_DOCUMENTS) throw tooMany();
		yield document;
	}
}

function tooMany(): YamlError {
	return new YamlError(`kubekata: more than ${MAX_DOCUMENTS} documents in one file are not simulated`);
}

function* allDocuments(text: string): Generator<YamlDocument> {
	const content = text.replace(/^\uFEFF/, '');
	let rest = content;
	while (/^\s*\{/.test(rest)) {
		const trimmed = rest.trimStart();
		const end = endOfObject(trimmed) ?? trimmed.length;
		yield parseJson(trimmed.slice(0, end), rest.length - trimmed.length + content.length - rest.length);
		rest = trimmed.slice(end);
	}
	if (rest.trim() !== '' || rest === content) yield* readYamlDocuments(rest);
}

function* readYamlDocuments(text: string): Generator<YamlDocument> {
	for (const part of splitDocuments(text)) {
		let value: Json;
		try {
			value = readYaml(part);
		} catch (error) {
			if (error instanceof YamlError) throw new YamlError(`error converting YAML to JSON: ${error.message}`);
			throw error;
		}
		yield value === null ? undefined : value;
	}
}

// A line that begins with three dashes ends a document; only a comment may follow them.
function* splitDocuments(text: string): Generator<string> {
	let lines: string[] = [];
	for (const line of text.split('\n')) {
		if (!line.startsWith('---')) {
			lines.push(line);
			continue;
		}
		const behind = line.slice(3).trim();
		if (behind !== '' && !behind.startsWith('#')) throw new YamlError(`invalid Yaml document separator: ${behind}`);
		if (lines.length > 0) yield `${lines.join('\n')}\n`;
		lines = [];
	}
	yield lines.join('\n');
}

function parseJson(text: string, before: number): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		const {message, offset} = jsonSyntaxError(text);
		if (message === 'unexpected end of JSON input') throw new YamlError('unexpected EOF');
		throw new YamlError(`json: offset ${before + offset}: ${message}`);
	}
}

// Where the brace that opens the text is closed.
function endOfObject(text: string): number | undefined {
	let depth = 0;
	for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
		if (match[0] === '{') depth++;
		else if (match[0] === '}' && --depth === 0) return match.index + 1;
	}
	return undefined;
}
