import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, required} from '../field-error.ts';
import type {Pod} from '../objects.ts';
import {specDiff} from '../spec-diff.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {validateContainersOfPod} from './container-validation.ts';
import {internalPodSpec} from './internal-form.ts';
import type {Container, PodSpec} from './pod-types.ts';
import {validatePodAnnotations, validatePodSpec} from './pod-validation.ts';
import {validateAddedTolerations} from './scheduling-validation.ts';

/** Problems of a change of a Pod. Most of a Pod's spec can't change: its containers are already made from it. */
export function validatePodUpdate({metadata, spec}: Pod, previous: Pod): FieldError[] {
	const errors = [
		...validatePodAnnotations(metadata.annotations, spec, 'metadata.annotations'),
		...validatePodSpec(spec, 'spec', metadata.name, true),
		...validateContainersOfPod(spec.containers, 'spec.containers'),
		...validateContainersOfPod(spec.initContainers, 'spec.initContainers'),
	];
	for (const field of ['containers', 'initContainers'] as const) {
		const containers = spec[field] ?? [];
		if (containers.length !== (previous.spec[field] ?? []).length) {
			return [...errors, forbidden(`spec.${field}`, 'pod updates may not add or remove containers')];
		}
		errors.push(...validateImages(containers, `spec.${field}`));
	}
	const deadline = validateDeadline(spec, previous.spec);
	errors.push(...deadline.errors);
	if (deadline.isFinal) return errors;
	errors.push(
		...validateAddedTolerations(spec.tolerations ?? [], previous.spec.tolerations ?? [], 'spec.tolerations'),
		...validateRemovedGates(spec, previous.spec),
	);
	const comparable = withChangeableFieldsOf(spec, previous.spec);
	if (semanticallyEqual(comparable, previous.spec)) return errors;
	const diff = specDiff(previous.spec, comparable, internalPodSpec);
	return [
		...errors,
		forbidden('spec', `pod updates may not change fields other than ${CHANGEABLE.join(',')}\n${diff}`),
	];
}

const CHANGEABLE = [
	'`spec.containers[*].image`',
	'`spec.initContainers[*].image`',
	'`spec.activeDeadlineSeconds`',
	'`spec.tolerations` (only additions to existing tolerations)',
	'`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
];

function validateImages(containers: readonly Container[], path: string): FieldError[] {
	return containers.flatMap(({image = ''}, index) => {
		const at = `${path}[${index}].image`;
		if (!image) return [required(at)];
		return image === image.trim() ? [] : [invalid(at, image, 'must not have leading or trailing whitespace')];
	});
}

// A deadline may be set or become shorter. Kubernetes looks no further when the number itself is wrong.
function validateDeadline(spec: PodSpec, previous: PodSpec): {errors: FieldError[]; isFinal: boolean} {
	const path = 'spec.activeDeadlineSeconds';
	const {activeDeadlineSeconds: after} = spec;
	const {activeDeadlineSeconds: before} = previous;
	if (after === undefined) {
		const text = 'must not update from a positive integer to nil value';
		return {errors: before === undefined ? [] : [invalid(path, undefined, text)], isFinal: false};
	}
	if (after < 0 || after > 2_147_483_647) {
		return {errors: [invalid(path, after, 'must be between 0 and 2147483647, inclusive')], isFinal: true};
	}
	if (before === undefined || after <= before) return {errors: [], isFinal: false};
	return {errors: [invalid(path, after, 'must be less than or equal to previous value')], isFinal: true};
}

function validateRemovedGates(spec: PodSpec, previous: PodSpec): FieldError[] {
	const known = new Set((previous.schedulingGates ?? []).map(({name}) => name));
	return (spec.schedulingGates ?? []).flatMap(({name}, index) => {
		if (known.has(name)) return [];
		const text = `only deletion is allowed, but found new scheduling gate '${name}'`;
		return [forbidden(`spec.schedulingGates[${index}].name`, text)];
	});
}

/** The new spec with the previous values of all that may change, so that any difference that is left is forbidden. */
function withChangeableFieldsOf(spec: PodSpec, previous: PodSpec): PodSpec {
	const withImages = (containers: readonly Container[], old: readonly Container[]) =>
		containers.map((container, index) => ({...container, image: old[index]?.image}));
	const grace = spec.terminationGracePeriodSeconds;
	const mayShorten = (previous.terminationGracePeriodSeconds ?? 0) < 0 && grace === 1;
	return {
		...spec,
		containers: withImages(spec.containers, previous.containers),
		initContainers: spec.initContainers && withImages(spec.initContainers, previous.initContainers ?? []),
		activeDeadlineSeconds: previous.activeDeadlineSeconds,
		schedulingGates: previous.schedulingGates,
		tolerations: previous.tolerations,
		terminationGracePeriodSeconds: mayShorten ? previous.terminationGracePeriodSeconds : grace,
	};
}
