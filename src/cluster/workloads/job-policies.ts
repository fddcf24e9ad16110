import type {Job, Pod} from '../objects.ts';
import {parseIndexes} from './job-indexes.ts';

type FailureRule = NonNullable<Job['spec']['podFailurePolicy']>['rules'][number];

/** What the Pod failure policy says of a failed Pod. */
export interface FailureVerdict {
	readonly action?: string;
	/** Whether the failure counts towards the back-off limit. */
	readonly counts: boolean;
	/** For `FailJob`: why, as the Job's condition tells. */
	readonly message?: string;
}

/** The first rule that matches decides; without one a failure counts. */
export function judgeFailure({spec}: Job, pod: Pod): FailureVerdict {
	for (const [index, rule] of (spec.podFailurePolicy?.rules ?? []).entries()) {
		const cause = rule.onExitCodes ? exitCodeCause(pod, rule) : conditionCause(pod, rule);
		if (cause === undefined) continue;
		const {action} = rule;
		if (action === 'Ignore') return {action, counts: false};
		if (action === 'FailJob') {
			return {action, counts: true, message: `${cause} matching ${action} rule at index ${index}`};
		}
		return {action, counts: true};
	}
	return {counts: true};
}

/** The message of the first success rule that the succeeded indexes satisfy; undefined if there is none. */
export function metSuccessRule({spec}: Job, succeeded: ReadonlySet<number>): string | undefined {
	if (succeeded.size === 0) return undefined;
	for (const [index, {succeededIndexes, succeededCount}] of (spec.successPolicy?.rules ?? []).entries()) {
		const required = succeededIndexes === undefined ? undefined : parseIndexes(succeededIndexes, spec.completions ?? 0);
		if (required?.size === 0) continue;
		const done = required ? [...required].filter(each => succeeded.has(each)).length : succeeded.size;
		const enough = succeededCount !== undefined && done >= succeededCount;
		if (enough || (required && done === required.size)) return `Matched rules at index ${index}`;
	}
	return undefined;
}

function exitCodeCause({metadata, status}: Pod, {onExitCodes}: FailureRule): string | undefined {
	const {containerName, operator, values = []} = onExitCodes ?? {};
	for (const {name, state} of [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]) {
		const exitCode = state?.terminated?.exitCode;
		if (!exitCode || (containerName !== undefined && containerName !== name)) continue;
		if (values.includes(exitCode) !== (operator === 'In')) continue;
		return `Container ${name} for pod ${metadata.namespace}/${metadata.name} failed with exit code ${exitCode}`;
	}
	return undefined;
}

function conditionCause({metadata, status}: Pod, {onPodConditions}: FailureRule): string | undefined {
	for (const condition of status.conditions ?? []) {
		const matches = onPodConditions?.some(
			pattern => pattern.type === condition.type && (pattern.status ?? 'True') === condition.status,
		);
		if (matches) return `Pod ${metadata.namespace}/${metadata.name} has condition ${condition.type}`;
	}
	return undefined;
}
