import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import type {FieldError} from '../api-error.ts';
import {validatePodTemplate} from '../core/pod-validation.ts';
import {forbidden, invalid, notSupported, required} from '../field-error.ts';
import {type LabelSelector, matchesLabelSelector, validateLabelSelector} from '../selectors.ts';
import {semanticallyEqual} from './semantic-equality.ts';

// Checks that the kinds of this folder share, with the texts of Kubernetes.

export type IntOrPercent = number | string;

/** A number that may be missing but not negative. */
export function nonNegative(path: string, value: number | undefined): FieldError[] {
	return value !== undefined && value < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : [];
}

export function immutable(path: string, value: unknown, previous: unknown): FieldError[] {
	return semanticallyEqual(value, previous) ? [] : [invalid(path, value, 'field is immutable')];
}

const PERCENT = /^[0-9]+%$/;

/** A whole number from 0, or a percentage such as `25%`. */
export function positiveIntOrPercent(path: string, value: IntOrPercent): FieldError[] {
	if (typeof value === 'number') return nonNegative(path, value);
	if (PERCENT.test(value)) return [];
	const rule = "a valid percent string must be a numeric string followed by an ending '%'";
	return [invalid(path, value, `${rule} (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`)];
}

export function notMoreThan100Percent(path: string, value: IntOrPercent): FieldError[] {
	const tooMuch = typeof value === 'string' && PERCENT.test(value) && Number.parseInt(value, 10) > 100;
	return tooMuch ? [invalid(path, value, 'must not be greater than 100%')] : [];
}

/** Whether an amount is nothing at all: 0, `0%` or no number. */
export function isZeroAmount(value: IntOrPercent): boolean {
	if (typeof value === 'number') return value === 0;
	return PERCENT.test(value) ? Number.parseInt(value, 10) === 0 : !Number(value);
}

/** A selector that must be given and must select something. @param kind as the message of Kubernetes names it */
export function requiredSelector(path: string, selector: LabelSelector | undefined, kind: string): FieldError[] {
	if (!selector) return [required(path)];
	return [...validateLabelSelector(selector, path), ...nonEmptySelector(path, selector, kind)];
}

export function nonEmptySelector(path: string, selector: LabelSelector | undefined, kind: string): FieldError[] {
	if (!selector || !isEmptySelector(selector)) return [];
	return [invalid(path, selector, `empty selector is invalid for ${kind}`)];
}

function isEmptySelector({matchLabels = {}, matchExpressions = []}: LabelSelector): boolean {
	return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

/** The labels of a template must be such that its owner selects the Pods made from it. A missing selector selects nothing. */
export function selectorMatchesTemplate(
	path: string,
	selector: LabelSelector | undefined,
	template: IPodTemplateSpec | undefined,
): FieldError[] {
	const labels = template?.metadata?.labels;
	if (selector && (isEmptySelector(selector) || matchesLabelSelector(selector, labels ?? {}))) return [];
	return [invalid(`${path}.metadata.labels`, labels, '`selector` does not match template `labels`')];
}

/** A template of Pods that run for ever. @param kind as the message about activeDeadlineSeconds names it */
export function alwaysRunningTemplate(path: string, template: IPodTemplateSpec, kind: string): FieldError[] {
	return [...validatePodTemplate(template, path), ...alwaysRestarting(path, template, kind)];
}

function alwaysRestarting(path: string, {spec}: IPodTemplateSpec, kind: string): FieldError[] {
	const errors: FieldError[] = [];
	if (spec?.restartPolicy !== 'Always') {
		errors.push(notSupported(`${path}.spec.restartPolicy`, spec?.restartPolicy ?? '', ['Always']));
	}
	if (spec?.activeDeadlineSeconds !== undefined) {
		const text = `activeDeadlineSeconds in ${kind} is not Supported`;
		errors.push(forbidden(`${path}.spec.activeDeadlineSeconds`, text));
	}
	return errors;
}
