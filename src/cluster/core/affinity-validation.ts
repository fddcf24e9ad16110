import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, required} from '../field-error.ts';
import {labelValueProblems} from '../name-rules.ts';
import {type LabelSelector, validateLabelSelector} from '../selectors.ts';
import {dnsLabel, dnsSubdomain, qualifiedName} from './field-checks.ts';
import type {
	Affinity,
	NodeAffinity,
	NodeSelector,
	NodeSelectorRequirement,
	NodeSelectorTerm,
	PodAffinity,
	PodAffinityTerm,
} from './pod-types.ts';

export function validateAffinity({nodeAffinity, podAffinity, podAntiAffinity}: Affinity, path: string): FieldError[] {
	return [
		...(nodeAffinity ? validateNodeAffinity(nodeAffinity, `${path}.nodeAffinity`) : []),
		...(podAffinity ? validatePodAffinity(podAffinity, `${path}.podAffinity`) : []),
		...(podAntiAffinity ? validatePodAffinity(podAntiAffinity, `${path}.podAntiAffinity`) : []),
	];
}

/** Problems of a selector of nodes, in a Pod's affinity or in a volume. */
export function validateNodeSelector({nodeSelectorTerms}: NodeSelector, path: string): FieldError[] {
	const at = `${path}.nodeSelectorTerms`;
	if (!nodeSelectorTerms?.length) return [required(at, 'must have at least one node selector term')];
	return nodeSelectorTerms.flatMap((term, index) => validateNodeSelectorTerm(term, true, `${at}[${index}]`));
}

/** Problems of label keys whose values a Pod takes over from itself; they make sense beside a selector only. */
export function validateMatchLabelKeys(
	matchLabelKeys: readonly string[] = [],
	mismatchLabelKeys: readonly string[] = [],
	selector: LabelSelector | undefined,
	path: string,
): FieldError[] {
	const errors: FieldError[] = [];
	for (const [field, keys] of Object.entries({matchLabelKeys, mismatchLabelKeys})) {
		if (keys.length === 0) continue;
		if (!selector) {
			errors.push(forbidden(`${path}.${field}`, 'must not be specified when labelSelector is not set'));
		} else errors.push(...keys.flatMap((key, index) => qualifiedName(`${path}.${field}[${index}]`, key)));
	}
	const selected = new Set(Object.keys(selector?.matchLabels ?? {}));
	for (const {key} of selector?.matchExpressions ?? []) {
		const index = matchLabelKeys.lastIndexOf(key);
		if (index >= 0 && selected.has(key)) {
			errors.push(invalid(`${path}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector'));
		}
		selected.add(key);
	}
	for (const [index, key] of matchLabelKeys.entries()) {
		if (!mismatchLabelKeys.includes(key)) continue;
		const text = 'exists in both matchLabelKeys and mismatchLabelKeys';
		errors.push(invalid(`${path}.matchLabelKeys[${index}]`, key, text));
	}
	return errors;
}

function validateNodeAffinity(affinity: NodeAffinity, path: string): FieldError[] {
	const {requiredDuringSchedulingIgnoredDuringExecution: needed} = affinity;
	const preferred = affinity.preferredDuringSchedulingIgnoredDuringExecution ?? [];
	return [
		...(needed ? validateNodeSelector(needed, `${path}.requiredDuringSchedulingIgnoredDuringExecution`) : []),
		...preferred.flatMap(({weight, preference}, index) => {
			const at = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
			return [...validateWeight(weight, at), ...validateNodeSelectorTerm(preference, false, `${at}.preference`)];
		}),
	];
}

function validateWeight(weight: number, path: string): FieldError[] {
	return weight >= 1 && weight <= 100 ? [] : [invalid(`${path}.weight`, weight ?? 0, 'must be in the range 1-100')];
}

// Preferences may have values that no label can have: they just never match.
function validateNodeSelectorTerm(term: NodeSelectorTerm, checkValues: boolean, path: string): FieldError[] {
	const {matchExpressions = [], matchFields = []} = term;
	return [
		...matchExpressions.flatMap((one, index) =>
			validateRequirement(one, checkValues, `${path}.matchExpressions[${index}]`),
		),
		...matchFields.flatMap((one, index) => validateFieldRequirement(one, `${path}.matchFields[${index}]`)),
	];
}

function validateRequirement(
	{key, operator, values = []}: NodeSelectorRequirement,
	checkValues: boolean,
	path: string,
): FieldError[] {
	const errors: FieldError[] = [];
	const at = `${path}.values`;
	if (operator === 'In' || operator === 'NotIn') {
		if (values.length === 0) errors.push(required(at, "must be specified when `operator` is 'In' or 'NotIn'"));
	} else if (operator === 'Exists' || operator === 'DoesNotExist') {
		const text = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
		if (values.length > 0) errors.push(forbidden(at, text));
	} else if (operator === 'Gt' || operator === 'Lt') {
		const text = "must be specified single value when `operator` is 'Lt' or 'Gt'";
		if (values.length !== 1) errors.push(required(at, text));
	} else errors.push(invalid(`${path}.operator`, operator ?? '', 'not a valid selector operator'));
	errors.push(...qualifiedName(`${path}.key`, key ?? ''));
	if (!checkValues) return errors;
	const problems = values.flatMap((value, index) =>
		labelValueProblems(value).map(text => invalid(`${at}[${index}]`, value, text)),
	);
	return [...errors, ...problems];
}

function validateFieldRequirement({key, operator, values = []}: NodeSelectorRequirement, path: string): FieldError[] {
	const errors: FieldError[] = [];
	if (operator !== 'In' && operator !== 'NotIn') {
		errors.push(invalid(`${path}.operator`, operator ?? '', 'not a valid selector operator'));
	} else if (values.length !== 1) {
		const text = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
		errors.push(required(`${path}.values`, text));
	}
	if (key !== 'metadata.name') return [...errors, invalid(`${path}.key`, key ?? '', 'not a valid field selector key')];
	return [...errors, ...values.flatMap((value, index) => dnsSubdomain(`${path}.values[${index}]`, value))];
}

function validatePodAffinity(affinity: PodAffinity, path: string): FieldError[] {
	const needed = affinity.requiredDuringSchedulingIgnoredDuringExecution ?? [];
	const preferred = affinity.preferredDuringSchedulingIgnoredDuringExecution ?? [];
	return [
		...needed.flatMap((term, index) =>
			validatePodAffinityTerm(term, `${path}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`),
		),
		...preferred.flatMap(({weight, podAffinityTerm}, index) => {
			const at = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
			return [...validateWeight(weight, at), ...validatePodAffinityTerm(podAffinityTerm, `${at}.podAffinityTerm`)];
		}),
	];
}

function validatePodAffinityTerm(term: PodAffinityTerm, path: string): FieldError[] {
	const {labelSelector, namespaceSelector, namespaces = [], topologyKey = ''} = term ?? {};
	return [
		...(labelSelector ? validateLabelSelector(labelSelector, `${path}.labelSelector`) : []),
		...(namespaceSelector ? validateLabelSelector(namespaceSelector, `${path}.namespaceSelector`) : []),
		...namespaces.flatMap(name => dnsLabel(`${path}.namespace`, name)),
		...validateMatchLabelKeys(term?.matchLabelKeys, term?.mismatchLabelKeys, labelSelector, path),
		...(topologyKey ? [] : [required(`${path}.topologyKey`, 'can not be empty')]),
		...qualifiedName(`${path}.topologyKey`, topologyKey),
	];
}
