import type {Json} from '../../cluster/api.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {toJson} from '../printers/json.ts';
import {JsonPathError, jsonPath, relaxedPath} from '../printers/json-path.ts';
import {refusal} from './failures.ts';

/** What `kubectl wait --for` waits for. */
export type WaitCondition =
	| {readonly kind: 'delete'}
	| {readonly kind: 'create' | 'condition' | 'jsonpath'; isMet(object: KubeObject): boolean};

interface Condition {
	readonly type?: string;
	readonly status?: string;
	readonly observedGeneration?: number;
}

/** Reads the value of `--for`. */
export function parseWaitCondition(text: string): WaitCondition {
	const word = text.toLowerCase();
	if (word === 'delete') return {kind: 'delete'};
	if (word === 'create') return {kind: 'create', isMet: () => true};
	if (text.startsWith('condition=')) return namedCondition(text.slice('condition='.length));
	if (text.startsWith('jsonpath=')) return pathCondition(text.slice('jsonpath='.length));
	throw refusal(`unrecognized condition: ${JSON.stringify(text)}`);
}

// Names and values are compared without regard to case; a status that lags behind the spec doesn't count.
function namedCondition(text: string): WaitCondition {
	const equals = text.indexOf('=');
	const name = (equals < 0 ? text : text.slice(0, equals)).toLowerCase();
	const wanted = (equals < 0 ? 'true' : text.slice(equals + 1)).toLowerCase();
	return {
		kind: 'condition',
		isMet(object) {
			const {conditions, observedGeneration} = statusOf(object);
			const condition = conditions?.find(({type}) => type?.toLowerCase() === name);
			if (!condition) return false;
			const observed = condition.observedGeneration ?? observedGeneration;
			if (observed !== undefined && observed < (object.metadata.generation ?? 0)) return false;
			return condition.status?.toLowerCase() === wanted;
		},
	};
}

function pathCondition(text: string): WaitCondition {
	const parts = splitOnSingleEquals(text);
	if (parts.length > 2)
		throw refusal(
			"jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
		);
	const [path, value] = parts as [string, string | undefined];
	if (path === '') throw refusal('jsonpath expression cannot be empty');
	const wanted = value?.replace(/^['"]+|['"]+$/g, '');
	if (wanted === '')
		throw refusal(
			"jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
		);
	const find = parsePath(path);
	return {
		kind: 'jsonpath',
		isMet(object) {
			const actions = find(object);
			const [values] = actions;
			if (!values || values.length === 0) return false;
			if (actions.length > 1) throw refusal('given jsonpath expression matches more than one list');
			if (values.length > 1) throw refusal('given jsonpath expression matches more than one value');
			if (wanted === undefined) return true;
			const [found] = values;
			if (typeof found === 'object' && found !== null)
				throw refusal('jsonpath leads to a nested object or list which is not supported');
			return String(found).trim() === wanted.trim();
		},
	};
}

// The results of each action of the template; everything that is wrong with it is a refusal.
function parsePath(text: string): (object: KubeObject) => readonly (readonly Json[])[] {
	const path = explained(() => jsonPath(relaxedPath(text), {allowMissing: true}));
	return object => explained(() => path.find(toJson(object)));
}

function explained<T>(step: () => T): T {
	try {
		return step();
	} catch (error) {
		if (error instanceof JsonPathError) throw refusal(error.message);
		throw error;
	}
}

// `==` belongs to a filter of the path.
function splitOnSingleEquals(text: string): string[] {
	const parts: string[] = [];
	let part = '';
	for (const [piece] of text.matchAll(/==|=|[^=]+/g)) {
		if (piece !== '=') part += piece;
		else {
			parts.push(part);
			part = '';
		}
	}
	return [...parts, part];
}

function statusOf(object: KubeObject): {conditions?: readonly Condition[]; observedGeneration?: number} {
	return (object as {status?: {conditions?: readonly Condition[]; observedGeneration?: number}}).status ?? {};
}
