import type {ILabelSelector} from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';
import type {FieldError} from './api-error.ts';
import {forbidden, invalid, required} from './field-error.ts';
import {parseLabelSelector, type Requirement, requirementText} from './label-selector.ts';
import {labelValueProblems, qualifiedNameProblems} from './name-rules.ts';

// Selectors as objects have them in their spec, and as kubectl prints them.

export type LabelSelector = ILabelSelector;
export type Labels = Readonly<Record<string, string>>;

const NO_LABELS: Labels = {};

/** Whether a selector of a spec selects these labels. A missing selector selects nothing, an empty one everything. */
export function matchesLabelSelector(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
	if (!selector) return false;
	const present = labels ?? NO_LABELS;
	for (const key in selector.matchLabels) if (labelValue(present, key) !== selector.matchLabels[key]) return false;
	for (const {key, operator, values} of selector.matchExpressions ?? []) {
		if (!matches(present, key, operator, values ?? [])) return false;
	}
	return true;
}

/** Whether requirements in kubectl's syntax, as `parseLabelSelector` returns them, are all met. */
export function matchesRequirements(requirements: readonly Requirement[], labels: Labels | undefined): boolean {
	const present = labels ?? NO_LABELS;
	return requirements.every(({key, operator, values}) => {
		const value = labelValue(present, key);
		if (operator !== '>' && operator !== '<') return matches(present, key, OPERATOR_NAMES[operator], values);
		if (value === undefined || !/^[+-]?\d+$/.test(value)) return false;
		return operator === '>' ? BigInt(value) > BigInt(values[0]!) : BigInt(value) < BigInt(values[0]!);
	});
}

/** A selector as `kubectl describe` prints it: sorted by key, `<none>` if it has no terms. */
export function formatLabelSelector(selector: LabelSelector | undefined): string {
	const requirements: Requirement[] = [];
	for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) {
		requirements.push({key, operator: '=', values: [value]});
	}
	for (const {key, operator, values = []} of selector?.matchExpressions ?? []) {
		const written = OPERATORS[operator];
		if (!written) return '<error>';
		requirements.push({key, operator: written, values});
	}
	requirements.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	return requirements.map(requirementText).join(',') || '<none>';
}

/** The selector of a spec that says the same as a text in kubectl's syntax. Throws BadRequest. */
export function toLabelSelector(text: string): LabelSelector {
	const matchLabels: Record<string, string> = {};
	const matchExpressions: NonNullable<LabelSelector['matchExpressions']> = [];
	for (const {key, operator, values} of parseLabelSelector(text)) {
		if (operator === '=' || operator === '==') matchLabels[key] = values[0] ?? '';
		else if (operator !== '>' && operator !== '<') {
			matchExpressions.push({key, operator: OPERATOR_NAMES[operator], ...(values.length > 0 && {values: [...values]})});
		}
	}
	return {
		...(Object.keys(matchLabels).length > 0 && {matchLabels}),
		...(matchExpressions.length > 0 && {matchExpressions}),
	};
}

/** Problems of a selector in a spec. */
export function validateLabelSelector(selector: LabelSelector, path: string): FieldError[] {
	const errors: FieldError[] = [];
	for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
		errors.push(...qualifiedNameProblems(key).map(text => invalid(`${path}.matchLabels`, key, text)));
		errors.push(...labelValueProblems(value).map(text => invalid(`${path}.matchLabels`, value, text)));
	}
	for (const [index, expression] of (selector.matchExpressions ?? []).entries()) {
		errors.push(...validateExpression(expression, `${path}.matchExpressions[${index}]`));
	}
	return errors;
}

const OPERATORS: Readonly<Record<string, Requirement['operator']>> = {
	In: 'in',
	NotIn: 'notin',
	Exists: 'exists',
	DoesNotExist: '!',
};

const OPERATOR_NAMES = {
	'=': 'In',
	'==': 'In',
	'!=': 'NotIn',
	in: 'In',
	notin: 'NotIn',
	exists: 'Exists',
	'!': 'DoesNotExist',
} as const;

function matches(labels: Labels, key: string, operator: string, values: readonly string[]): boolean {
	return matchesRequirement(labelValue(labels, key), operator, values);
}

/** Whether a label's value (undefined: there is no such label) is as an operator of a selector wants it. Gt and Lt are for nodes. */
export function matchesRequirement(value: string | undefined, operator: string, values: readonly string[]): boolean {
	switch (operator) {
		case 'In':
			return value !== undefined && values.includes(value);
		case 'NotIn':
			return value === undefined || !values.includes(value);
		case 'Exists':
			return value !== undefined;
		case 'DoesNotExist':
			return value === undefined;
		case 'Gt':
			return value !== undefined && Number.parseInt(value, 10) > Number.parseInt(values[0] ?? '', 10);
		case 'Lt':
			return value !== undefined && Number.parseInt(value, 10) < Number.parseInt(values[0] ?? '', 10);
		default:
			return false;
	}
}

function labelValue(labels: Labels, key: string): string | undefined {
	return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function validateExpression(
	{key, operator, values = []}: NonNullable<LabelSelector['matchExpressions']>[number],
	path: string,
): FieldError[] {
	const errors: FieldError[] = [];
	if (operator === 'In' || operator === 'NotIn') {
		if (values.length === 0) {
			errors.push(required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
		}
	} else if (operator === 'Exists' || operator === 'DoesNotExist') {
		const text = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
		if (values.length > 0) errors.push(forbidden(`${path}.values`, text));
	} else {
		errors.push(invalid(`${path}.operator`, operator, 'not a valid selector operator'));
	}
	errors.push(...qualifiedNameProblems(key).map(text => invalid(`${path}.key`, key, text)));
	for (const [index, value] of values.entries()) {
		errors.push(...labelValueProblems(value).map(text => invalid(`${path}.values[${index}]`, value, text)));
	}
	return errors;
}
