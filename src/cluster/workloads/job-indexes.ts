import type {Job, Pod} from '../objects.ts';

export const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index';
export const INDEX_FAILURE_COUNT = 'batch.kubernetes.io/job-index-failure-count';
export const INDEX_IGNORED_FAILURE_COUNT = 'batch.kubernetes.io/job-index-ignored-failure-count';

export function isIndexed({spec}: Job): boolean {
	return spec.completionMode === 'Indexed';
}

/** The index that a Pod works on; undefined for a Pod without one. */
export function completionIndexOf({metadata}: Pod): number | undefined {
	return wholeNumber(metadata.annotations?.[COMPLETION_INDEX]);
}

/** The index of a Pod if the Job counts it: an Indexed Job ignores Pods beyond its completions. */
export function validIndexOf({spec}: Job, pod: Pod): number | undefined {
	const index = completionIndexOf(pod);
	return index !== undefined && index < (spec.completions ?? 0) ? index : undefined;
}

/** How often the Pod's index failed before it, by what counts towards `backoffLimitPerIndex`. */
export function failureCountOf({metadata}: Pod): number {
	return wholeNumber(metadata.annotations?.[INDEX_FAILURE_COUNT]) ?? 0;
}

/** How often the Pod's index failed before it, by what a policy ignored. */
export function ignoredFailureCountOf({metadata}: Pod): number {
	return wholeNumber(metadata.annotations?.[INDEX_IGNORED_FAILURE_COUNT]) ?? 0;
}

/** Indexes in the form of the status: `0,2-4` is 0, 2, 3, 4. Damaged parts and indexes from `completions` on are left out. */
export function parseIndexes(text: string | undefined, completions: number): Set<number> {
	const indexes = new Set<number>();
	for (const part of text ? text.split(',') : []) {
		const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
		if (!match) continue;
		const last = Math.min(Number(match[2] ?? match[1]), completions - 1);
		for (let index = Number(match[1]); index <= last; index++) indexes.add(index);
	}
	return indexes;
}

/** Inverse of `parseIndexes`; two neighbours are joined by a comma, more by a hyphen: `0,1,3-5`. */
export function formatIndexes(indexes: Iterable<number>): string {
	const sorted = [...indexes].sort((a, b) => a - b);
	const parts: string[] = [];
	for (let i = 0; i < sorted.length; ) {
		let end = i;
		while (sorted[end + 1] === sorted[end]! + 1) end++;
		if (end === i) parts.push(String(sorted[i]));
		else parts.push(`${sorted[i]}${end === i + 1 ? ',' : '-'}${sorted[end]}`);
		i = end + 1;
	}
	return parts.join(',');
}

function wholeNumber(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
