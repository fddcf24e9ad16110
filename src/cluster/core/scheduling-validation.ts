import type {FieldError} from '../api-error.ts';
import {duplicate, forbidden, invalid, notSupported, required} from '../field-error.ts';
import {labelValueProblems} from '../name-rules.ts';
import {validateLabelSelector} from '../selectors.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {validateMatchLabelKeys} from './affinity-validation.ts';
import {oneOf, positive, qualifiedName, supportedValue} from './field-checks.ts';
import type {PodSpec, Toleration, TopologySpreadConstraint} from './pod-types.ts';

export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function validateTolerations(tolerations: readonly Toleration[], path: string): FieldError[] {
	return tolerations.flatMap((toleration, index) => validateToleration(toleration, `${path}[${index}]`));
}

/** A running Pod may get more tolerations; of the others only the seconds may change. */
export function validateAddedTolerations(
	tolerations: readonly Toleration[],
	previous: readonly Toleration[],
	path: string,
): FieldError[] {
	const kept = previous.every(old =>
		tolerations.some(one => semanticallyEqual({...old, tolerationSeconds: one.tolerationSeconds}, one)),
	);
	if (!kept) return [forbidden(path, 'existing toleration can not be modified except its tolerationSeconds')];
	return validateTolerations(tolerations, path);
}

export function validateSchedulingGates(gates: NonNullable<PodSpec['schedulingGates']>, path: string): FieldError[] {
	const seen = new Set<string>();
	return gates.flatMap(({name}, index) => {
		const at = `${path}[${index}]`;
		const errors = [...qualifiedName(at, name), ...(seen.has(name) ? [duplicate(at, name)] : [])];
		seen.add(name);
		return errors;
	});
}

export function validateTopologySpreadConstraints(
	constraints: readonly TopologySpreadConstraint[],
	path: string,
): FieldError[] {
	return constraints.flatMap((constraint, index) => {
		const at = `${path}[${index}]`;
		const {maxSkew, topologyKey, whenUnsatisfiable, labelSelector} = constraint;
		const repeats = constraints
			.slice(index + 1)
			.some(other => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable);
		const kindPath = `${at}.{topologyKey, whenUnsatisfiable}`;
		return [
			...positive(`${at}.maxSkew`, maxSkew ?? 0),
			...(topologyKey ? [] : [required(`${at}.topologyKey`, 'can not be empty')]),
			...supportedValue(`${at}.whenUnsatisfiable`, whenUnsatisfiable ?? '', ['DoNotSchedule', 'ScheduleAnyway']),
			...(repeats ? [duplicate(kindPath, `{${topologyKey}, ${whenUnsatisfiable}}`)] : []),
			...validateMinDomains(constraint, `${at}.minDomains`),
			...supportedValue(`${at}.nodeAffinityPolicy`, constraint.nodeAffinityPolicy, ['Honor', 'Ignore']),
			...supportedValue(`${at}.nodeTaintsPolicy`, constraint.nodeTaintsPolicy, ['Honor', 'Ignore']),
			...validateMatchLabelKeys(constraint.matchLabelKeys, [], labelSelector, at),
			...(labelSelector ? validateLabelSelector(labelSelector, `${at}.labelSelector`) : []),
		];
	});
}

function validateToleration(toleration: Toleration, path: string): FieldError[] {
	const {key, operator = '', value = '', effect = '', tolerationSeconds} = toleration;
	const errors = key ? qualifiedName(`${path}.key`, key) : [];
	if (!key && operator !== 'Exists') {
		const text = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
		errors.push(invalid(`${path}.operator`, operator, text));
	}
	if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
		const text = "effect must be 'NoExecute' when `tolerationSeconds` is set";
		errors.push(invalid(`${path}.effect`, effect, text));
	}
	if (operator === 'Equal' || operator === '') {
		const problems = labelValueProblems(value);
		if (problems.length > 0) errors.push(invalid(`${path}.operator`, value, problems.join(';')));
	} else if (operator === 'Exists') {
		const text = "value must be empty when `operator` is 'Exists'";
		if (value) errors.push(invalid(`${path}.operator`, value, text));
	} else errors.push(notSupported(`${path}.operator`, operator, ['Equal', 'Exists']));
	return [...errors, ...(effect ? oneOf(`${path}.effect`, effect, TAINT_EFFECTS) : [])];
}

function validateMinDomains({minDomains, whenUnsatisfiable}: TopologySpreadConstraint, path: string): FieldError[] {
	if (minDomains === undefined) return [];
	const errors = positive(path, minDomains);
	if (whenUnsatisfiable === 'DoNotSchedule') return errors;
	const text = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
	return [...errors, invalid(path, minDomains, text)];
}
