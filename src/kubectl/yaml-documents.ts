import type {Json} from '../cluster/api.ts';
import {readYaml, YamlError} from './yaml-reader.ts';

/** What one document of a stream says; `undefined` for an empty one. */
export type YamlDocument = Json | undefined;

/**
 * The documents of a manifest file, YAML or JSON, one after another, as kubectl splits them. Throws YamlError at the first document
 * that can't be read, so that those before it still count.
 */
export function* readDocuments(text: string): Generator<YamlDocument> {
	const content = text.replace(/^\uFEFF/, '').replaceAll('\0', '');
	if (/^\s*\{/.test(content)) yield* readJsonDocuments(content);
	else for (const part of splitDocuments(content)) yield withoutNull(readYaml(part));
}

function withoutNull(value: Json): YamlDocument {
	return value === null ? undefined : value;
}

// A line of three dashes ends a document; anything behind the dashes but a comment makes it content.
function splitDocuments(text: string): string[] {
	const documents: string[] = [];
	let lines: string[] = [];
	for (const line of text.split('\n')) {
		if (lines.length > 0 && line.startsWith('---') && /^\s*(#|$)/.test(line.slice(3))) {
			documents.push(lines.join('\n'));
			lines = [];
		} else lines.push(line);
	}
	documents.push(lines.join('\n'));
	return documents;
}

// Several JSON objects may follow one another; what isn't JSON is tried as YAML, where braces are allowed too.
function* readJsonDocuments(text: string): Generator<YamlDocument> {
	let rest = text.trim();
	while (rest !== '') {
		const end = endOfObject(rest);
		const object = end === undefined ? undefined : parseJson(rest.slice(0, end));
		if (end === undefined || object === undefined) {
			for (const part of splitDocuments(rest)) yield withoutNull(readYaml(part));
			return;
		}
		yield object;
		rest = rest.slice(end).trim();
		if (rest !== '' && !rest.startsWith('{')) {
			for (const part of splitDocuments(rest)) yield withoutNull(readYaml(part));
			return;
		}
	}
}

function parseJson(text: string): Json | undefined {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return undefined;
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

export {YamlError};
