import type {FieldError} from '../api-error.ts';
import {duplicate, invalid, notSupported, required} from '../field-error.ts';
import type {Job} from '../objects.ts';
import {nonNegative} from './field-checks.ts';

type Spec = Job['spec'];
type FailureRule = NonNullable<Spec['podFailurePolicy']>['rules'][number];
type SuccessRule = NonNullable<Spec['successPolicy']>['rules'][number];

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS = ['In', 'NotIn'];
const STATUSES = ['False', 'True', 'Unknown'];

export function validateFailurePolicy(spec: Spec, path: string): FieldError[] {
	const {containers = [], initContainers = []} = spec.template?.spec ?? {};
	const names = [...containers, ...initContainers].map(({name}) => name);
	return (spec.podFailurePolicy?.rules ?? []).flatMap((rule, index) =>
		validateFailureRule(spec, rule, `${path}.rules[${index}]`, names),
	);
}

export function validateSuccessPolicy({successPolicy, completions = 0}: Spec, path: string): FieldError[] {
	const rules = successPolicy?.rules ?? [];
	if (rules.length === 0) {
		return [required(`${path}.rules`, 'at least one rules must be specified when the successPolicy is specified')];
	}
	return rules.flatMap((rule, index) => validateSuccessRule(rule, completions, `${path}.rules[${index}]`));
}

function validateFailureRule(
	{backoffLimitPerIndex}: Spec,
	rule: FailureRule,
	path: string,
	names: readonly string[],
): FieldError[] {
	const {action, onExitCodes, onPodConditions = []} = rule;
	const errors: FieldError[] = [];
	if (!action) errors.push(required(`${path}.action`, `valid values: ${quoted(ACTIONS)}`));
	else if (action === 'FailIndex') {
		const text = 'requires the backoffLimitPerIndex to be set';
		if (backoffLimitPerIndex === undefined) errors.push(invalid(`${path}.action`, action, text));
	} else if (!ACTIONS.includes(action)) errors.push(notSupported(`${path}.action`, action, ACTIONS));
	if (onExitCodes) errors.push(...validateExitCodes(onExitCodes, `${path}.onExitCodes`, names));
	for (const [index, {status}] of onPodConditions.entries()) {
		const statusPath = `${path}.onPodConditions[${index}].status`;
		if (!status) errors.push(required(statusPath, `valid values: ${quoted(STATUSES)}`));
		else if (!STATUSES.includes(status)) errors.push(notSupported(statusPath, status, STATUSES));
	}
	const verb = onExitCodes && onPodConditions.length > 0 ? 'both' : undefined;
	if (verb) errors.push(bare(path, 'specifying both OnExitCodes and OnPodConditions is not supported'));
	if (!onExitCodes && onPodConditions.length === 0) {
		errors.push(bare(path, 'specifying one of OnExitCodes and OnPodConditions is required'));
	}
	return errors;
}

function validateExitCodes(
	{operator, containerName, values = []}: NonNullable<FailureRule['onExitCodes']>,
	path: string,
	names: readonly string[],
): FieldError[] {
	const errors: FieldError[] = [];
	if (!operator) errors.push(required(`${path}.operator`, `valid values: ${quoted(OPERATORS)}`));
	else if (!OPERATORS.includes(operator)) errors.push(notSupported(`${path}.operator`, operator, OPERATORS));
	if (containerName !== undefined && !names.includes(containerName)) {
		const text = 'must be one of the container or initContainer names in the pod template';
		errors.push(invalid(`${path}.containerName`, containerName, text));
	}
	if (values.length === 0) errors.push(invalid(`${path}.values`, values, 'at least one value is required'));
	for (const [index, value] of values.entries()) {
		const valuePath = `${path}.values[${index}]`;
		if (operator === 'In' && value === 0) errors.push(invalid(valuePath, value, 'must not be 0 for the In operator'));
		if (values.indexOf(value) < index) errors.push(duplicate(valuePath, value));
	}
	const ordered = values.every((value, index) => index === 0 || values[index - 1]! <= value);
	if (!ordered) errors.push(invalid(`${path}.values`, values, 'must be ordered'));
	return errors;
}

function validateSuccessRule(
	{succeededCount, succeededIndexes}: SuccessRule,
	completions: number,
	path: string,
): FieldError[] {
	if (succeededCount === undefined && succeededIndexes === undefined) {
		return [required(path, 'at least one of succeededCount or succeededIndexes must be specified')];
	}
	const errors: FieldError[] = [];
	const {total, problem} = readIndexes(succeededIndexes ?? '', completions);
	if (problem !== undefined) {
		const text = `error parsing succeededIndexes: ${problem}`;
		errors.push(invalid(`${path}.succeededIndexes`, succeededIndexes, text));
	}
	const countPath = `${path}.succeededCount`;
	errors.push(...nonNegative(countPath, succeededCount));
	const tooMany = (limit: number, of: string) =>
		invalid(countPath, succeededCount, `must be less than or equal to ${limit} (${of})`);
	if (succeededCount !== undefined && succeededCount > completions) {
		errors.push(tooMany(completions, 'the number of specified completions'));
	}
	if (succeededCount !== undefined && succeededIndexes !== undefined && succeededCount > total) {
		errors.push(tooMany(total, 'the number of indexes in the specified succeededIndexes field'));
	}
	return errors;
}

function readIndexes(text: string, completions: number): {total: number; problem?: string} {
	let total = 0;
	let last = -1;
	for (const part of text === '' ? [] : text.split(',')) {
		const limits = part.split('-');
		if (limits.length > 2) {
			const rule = "violates the requirement that an index interval can have at most two parts separated by '-'";
			return {total: 0, problem: `the fragment ${JSON.stringify(part)} ${rule}`};
		}
		for (const limit of limits) {
			const shown = JSON.stringify(limit);
			if (!/^\d{1,9}$/.test(limit)) return {total: 0, problem: `cannot convert string to integer for index: ${shown}`};
			if (Number(limit) >= completions) return {total: 0, problem: `too large index: ${shown}`};
			const current = Number(limit);
			if (current <= last) return {total: 0, problem: `non-increasing order, previous: ${last}, current: ${current}`};
			total += limit === limits[0] ? 1 : current - last;
			last = current;
		}
	}
	return {total};
}

// A list as Go prints it: `["In" "NotIn"]`.
function quoted(values: readonly string[]): string {
	return `[${values.map(value => JSON.stringify(value)).join(' ')}]`;
}

function bare(path: string, text: string): FieldError {
	return {type: 'Invalid', path, text: `Invalid value: ${text}`};
}
