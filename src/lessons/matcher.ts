import {compilePattern, type Pattern} from './pattern.ts';

/** What a lesson wants of a value, compiled. All parts must hold. */
export type Matcher = readonly Condition[];

type Condition =
	| {readonly kind: 'equals' | 'contains'; readonly value: unknown}
	| {readonly kind: 'oneOf'; readonly values: readonly unknown[]}
	| {readonly kind: 'atLeast' | 'atMost'; readonly limit: number}
	| {readonly kind: 'not' | 'length'; readonly matcher: Matcher}
	| {readonly kind: 'matches'; readonly pattern: Pattern}
	| {readonly kind: 'exists'; readonly wanted: boolean};

/** Words of the learner's language that stand in the feedback of goals. */
export interface GoalWords {
	/** Stands for a value that is not there. */
	readonly none: string;
	/** What is wanted of an object or field that should be there, or should not. */
	readonly exists: string;
	readonly absent: string;
	/** What stands for an object that is there and should not be. */
	readonly there: string;
	readonly terminating: string;
	readonly atLeast: (value: string) => string;
	readonly atMost: (value: string) => string;
	readonly not: (value: string) => string;
	readonly or: string;
	readonly and: string;
	readonly matching: (pattern: string) => string;
	readonly beginning: (text: string) => string;
	readonly ending: (text: string) => string;
	readonly containing: (value: string) => string;
	/** Command goals. */
	readonly command: string;
	readonly aCommand: string;
	readonly exitCode: (code: number) => string;
	readonly otherOutput: string;
	/** Answer goals. */
	readonly answer: string;
	readonly anAnswer: string;
	/** `throughout` goals: what was there when it broke. */
	readonly brokenAt: (have: string, time: string) => string;
}

/** Compiles a plain value or a mapping of matchers, as the schema allows them. Throws an Error for a bad regular expression. */
export function compileMatcher(source: unknown): Matcher {
	if (typeof source !== 'object' || source === null) return [{kind: 'equals', value: source}];
	return Object.entries(source).map(([name, value]): Condition => {
		switch (name) {
			case 'atLeast':
			case 'atMost':
				return {kind: name, limit: value as number};
			case 'not':
			case 'length':
				return {kind: name, matcher: compileMatcher(value)};
			case 'oneOf':
				return {kind: name, values: value as unknown[]};
			case 'matches':
				return {kind: name, pattern: compilePattern(value as string)};
			case 'contains':
				return {kind: name, value};
			case 'exists':
				return {kind: name, wanted: value as boolean};
			case 'absent':
				return {kind: 'exists', wanted: !value};
			default:
				return {kind: 'equals', value};
		}
	});
}

/** Whether a value (undefined: nothing there) is what the matcher wants. */
export function matchesValue(matcher: Matcher, value: unknown): boolean {
	return matcher.every(condition => holds(condition, value));
}

function holds(condition: Condition, value: unknown): boolean {
	switch (condition.kind) {
		case 'equals':
			return sameValue(condition.value, value);
		case 'oneOf':
			return condition.values.some(wanted => sameValue(wanted, value));
		case 'atLeast':
			return numberOf(value) >= condition.limit;
		case 'atMost':
			return numberOf(value) <= condition.limit;
		case 'not':
			return !matchesValue(condition.matcher, value);
		case 'length':
			return matchesValue(condition.matcher, lengthOf(value));
		case 'matches':
			return value !== undefined && typeof value !== 'object' && condition.pattern.test(String(value));
		case 'contains':
			return typeof value === 'string'
				? value.includes(String(condition.value))
				: Array.isArray(value) && value.some(item => sameValue(condition.value, item));
		case 'exists':
			return (value !== undefined) === condition.wanted;
	}
}

// Kubernetes leaves zero counts and false flags out of a status, so nothing counts as 0 or false.
function sameValue(wanted: unknown, value: unknown): boolean {
	if (value === undefined) return wanted === 0 || wanted === false || wanted === null;
	if (typeof wanted !== 'object' || wanted === null || typeof value !== 'object' || value === null)
		return wanted === value;
	if (Array.isArray(wanted) !== Array.isArray(value)) return false;
	const [left, right] = [wanted as Record<string, unknown>, value as Record<string, unknown>];
	const keys = Object.keys(left);
	return (
		keys.length === Object.keys(right).length &&
		keys.every(key => Object.hasOwn(right, key) && sameValue(left[key], right[key]))
	);
}

function numberOf(value: unknown): number {
	return value === undefined ? 0 : typeof value === 'number' ? value : Number.NaN;
}

/** Of a text, a list or a mapping; 0 for everything else. */
export function lengthOf(value: unknown): number {
	if (typeof value === 'string' || Array.isArray(value)) return value.length;
	return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** What the matcher wants, in a few words: `at least 3`. */
export function describeMatcher(matcher: Matcher, words: GoalWords): string {
	return matcher.map(condition => describeCondition(condition, words)).join(words.and);
}

function describeCondition(condition: Condition, words: GoalWords): string {
	switch (condition.kind) {
		case 'equals':
			return describeValue(condition.value, words);
		case 'oneOf':
			return condition.values.map(value => describeValue(value, words)).join(words.or);
		case 'atLeast':
		case 'atMost':
			return words[condition.kind](String(condition.limit));
		case 'not':
			return words.not(describeMatcher(condition.matcher, words));
		case 'length':
			return describeMatcher(condition.matcher, words);
		case 'matches':
			return describePattern(condition.pattern.source, words);
		case 'contains':
			return words.containing(describeValue(condition.value, words));
		case 'exists':
			return condition.wanted ? words.exists : words.absent;
	}
}

// A pattern that is a plain text, but for its ends, is told in words.
function describePattern(source: string, words: GoalWords): string {
	const text = source.replace(/^\^|\$$/g, '');
	if (/[\\^$.*+?()[\]{}|]/.test(text) || text === source) return words.matching(source);
	if (source === `^${text}$`) return text;
	return source.startsWith('^') ? words.beginning(text) : words.ending(text);
}

/** A value as a learner reads it; `counted` shows what is missing as 0. */
export function describeValue(value: unknown, words: GoalWords, counted = false): string {
	if (value === undefined || value === null) return counted ? '0' : words.none;
	if (value === '') return '""';
	if (Array.isArray(value) && value.length === 0) return words.none;
	const text = plainText(value);
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

// Lists of named things by their names, other lists and mappings as in YAML: `{key: disk, operator: Exists}`.
function plainText(value: unknown): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (Array.isArray(value)) {
		const names = value.map(item => (typeof item === 'object' && item !== null ? item.name : item));
		return names.every(name => typeof name === 'string')
			? names.join(', ')
			: `[${value.map(item => plainText(item)).join(', ')}]`;
	}
	return `{${Object.entries(value)
		.map(([key, item]) => `${key}: ${plainText(item)}`)
		.join(', ')}}`;
}

/** Whether the matcher compares numbers, so that a missing value reads as 0. */
export function wantsNumber(matcher: Matcher): boolean {
	return matcher.some(
		condition =>
			condition.kind === 'atLeast' ||
			condition.kind === 'atMost' ||
			(condition.kind === 'equals' && typeof condition.value === 'number') ||
			(condition.kind === 'not' && wantsNumber(condition.matcher)),
	);
}

/** Whether the matcher looks at nothing but the length of a value. */
export function wantsLength(matcher: Matcher): boolean {
	return matcher.length > 0 && matcher.every(condition => condition.kind === 'length');
}
