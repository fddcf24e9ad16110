import type {Api} from '../cluster/api.ts';
import {ApiError} from '../cluster/api-error.ts';
import type {Kind, KubeObject} from '../cluster/objects.ts';
import type {Store} from '../cluster/store.ts';
import {type FieldPath, valuesAt} from './field-path.ts';
import type {
	AbsentCheck,
	AnswerCheck,
	CelCheck,
	CelLanguage,
	CountCheck,
	Field,
	ObjectCheck,
	Selection,
	StateCheck,
} from './format.ts';
import {allKinds} from './kind-names.ts';
import {
	describeMatcher,
	describeValue,
	type GoalWords,
	lengthOf,
	matchesValue,
	wantsLength,
	wantsNumber,
} from './matcher.ts';

/** What goals may look at. */
export interface GoalContext {
	readonly store: Store;
	readonly api: Api;
	now(): number;
	readonly words: GoalWords;
	readonly celLanguage?: CelLanguage;
}

export interface Verdict {
	readonly met: boolean;
	/** What is wanted and what is there, for everything that is not as it should be. */
	readonly details: readonly Detail[];
}

export interface Detail {
	readonly subject: string;
	readonly want: string;
	readonly have: string;
}

/** Compares the cluster with a check. Never throws: what can't be evaluated is unmet and says why. */
export function evaluateState(check: StateCheck, context: GoalContext): Verdict {
	try {
		switch (check.kind) {
			case 'object':
				return verdict(objectDetails(check, context));
			case 'count':
				return verdict(countDetails(check, context));
			case 'absent':
				return verdict(absentDetails(check, context));
			case 'cel':
				return celVerdict(check, context);
		}
	} catch (error) {
		const have = error instanceof ApiError || error instanceof Error ? error.message.split('\n')[0]! : String(error);
		return {met: false, details: [{subject: check.kind, want: 'true', have}]};
	}
}

/** Kinds whose changes can change the verdict; undefined for any. */
export function kindsOf(check: StateCheck): readonly Kind[] | undefined {
	switch (check.kind) {
		case 'object':
			return check.objects.map(({reference}) => reference.kind);
		case 'count':
			return [check.selection.kind];
		case 'absent':
			return check.references.map(({kind}) => kind);
		case 'cel': {
			const expressions = [check.expression, check.want, check.have].join('\n');
			return /\bnow\b/.test(expressions)
				? undefined
				: allKinds()
						.filter(({plural}) => expressions.includes(plural))
						.map(({kind}) => kind);
		}
	}
}

/** Whether an answer is right, at this moment. */
export function isRightAnswer(check: AnswerCheck, answer: string, context: GoalContext): boolean {
	const {accepted} = check;
	if (accepted.kind === 'matches') return accepted.pattern.test(answer);
	const fold = (text: string) => (check.ignoreCase ? text.trim().toLowerCase() : text.trim());
	const right =
		accepted.kind === 'oneOf'
			? accepted.values
			: accepted.kind === 'countOf'
				? [String(selected(accepted.selection, context).length)]
				: valuesAt(context.store.get(accepted.reference.kind, accepted.reference.key), accepted.path).map(value =>
						typeof value === 'object' ? JSON.stringify(value) : String(value),
					);
	return right.some(value => fold(value) === fold(answer));
}

function verdict(details: readonly Detail[]): Verdict {
	return {met: details.length === 0, details};
}

function objectDetails(check: ObjectCheck, {store, words}: GoalContext): Detail[] {
	return check.objects.flatMap(({reference, fields}) => {
		const object = store.get(reference.kind, reference.key);
		if (!object) return [{subject: reference.source, want: words.exists, have: words.none}];
		const prefix = check.objects.length > 1 ? `${reference.source} ` : '';
		return fields
			.filter(field => !fieldMatches(object, field))
			.map(field => ({
				subject: `${prefix}${shortName(field.path)}`,
				want: describeMatcher(field.matcher, words),
				have: describeHave(valuesAt(object, field.path), field, words),
			}));
	});
}

// A status leaves zero counts out; a field of a `spec` that nobody has set is not 0.
function describeHave(values: readonly unknown[], {path, matcher}: Field, words: GoalWords): string {
	const [first] = path.segments;
	const isCounted = first?.kind === 'key' && first.key === 'status' && wantsNumber(matcher);
	const shown = wantsLength(matcher) ? values.map(lengthOf) : values;
	return shown.map(value => describeValue(value, words)).join(', ') || describeValue(undefined, words, isCounted);
}

function countDetails({selection, matcher}: CountCheck, context: GoalContext): Detail[] {
	const count = selected(selection, context).length;
	if (matchesValue(matcher, count)) return [];
	const subject = selection.selector ? `${selection.kind} (${selection.selector})` : selection.kind;
	return [{subject, want: describeMatcher(matcher, context.words), have: String(count)}];
}

function absentDetails({references}: AbsentCheck, {store, words}: GoalContext): Detail[] {
	return references
		.filter(({kind, key}) => store.get(kind, key))
		.map(({source, kind, key}) => ({
			subject: source,
			want: words.absent,
			have: store.get(kind, key)?.metadata.deletionTimestamp ? words.terminating : words.there,
		}));
}

function celVerdict(check: CelCheck, context: GoalContext): Verdict {
	const evaluate = (expression: string) =>
		context.celLanguage?.compile(expression)(celVariables(check, expression, context));
	if (evaluate(check.expression) === true) return {met: true, details: []};
	// That an expression is false instead of true tells nobody anything.
	if (check.want === undefined && check.have === undefined) return {met: false, details: []};
	const shown = (expression: string | undefined, otherwise: string) =>
		expression === undefined ? otherwise : shownValue(evaluate(expression), context.words);
	return {met: false, details: [{subject: '', want: shown(check.want, 'true'), have: shown(check.have, 'false')}]};
}

function celVariables({namespace}: CelCheck, expression: string, {store, now}: GoalContext): Record<string, unknown> {
	const variables: Record<string, unknown> = {now: now() / 1000};
	for (const {kind, plural, namespaced} of allKinds())
		if (expression.includes(plural))
			variables[plural] = store.list(kind, namespaced && namespace !== '*' ? namespace : undefined);
	return variables;
}

function shownValue(value: unknown, words: GoalWords): string {
	return typeof value === 'bigint' ? String(value) : describeValue(value, words);
}

function selected({kind, namespace, selector, where}: Selection, {api, store}: GoalContext): readonly KubeObject[] {
	const objects: readonly KubeObject[] = selector
		? api.list(kind, namespace, {labelSelector: selector})
		: store.list(kind, namespace);
	return where.length === 0 ? objects : objects.filter(object => where.every(field => fieldMatches(object, field)));
}

function fieldMatches(object: KubeObject, {path, matcher}: Field): boolean {
	const values = valuesAt(object, path);
	return values.length === 0 ? matchesValue(matcher, undefined) : values.some(value => matchesValue(matcher, value));
}

// `conditions[type=Available].status` is told as "Available status", other paths by their last word.
function shortName({source, segments}: FieldPath): string {
	const last = segments.at(-1)!;
	const before = segments.at(-2);
	if (last.kind !== 'key') return source;
	return before?.kind === 'where' && before.key === 'type' ? `${before.value} ${last.key}` : last.key;
}
