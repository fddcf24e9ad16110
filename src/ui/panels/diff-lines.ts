import type {KubeObject} from '../../cluster/objects.ts';
import {findDifferences} from '../../shell/line-differences.ts';
import {parents} from './yaml.ts';
import {yamlLines} from './yaml-lines.ts';

/** A line of YAML that is gone, new or as it was. */
export interface DiffLine {
	readonly mark: '-' | '+' | ' ';
	readonly text: string;
}

/** All lines of an object before and after a change. An object that was not there before, or is not any more, has no lines then. */
export function diffLines(object: KubeObject | undefined, previous: KubeObject | undefined): DiffLine[] {
	const [old, next] = [textsOf(previous), textsOf(object)];
	const lines: DiffLine[] = [];
	let at = 0;
	for (const {fromOld, toOld, fromNew, toNew} of findDifferences(old, next)) {
		lines.push(...old.slice(at, fromOld).map(text => ({mark: ' ', text}) as const));
		lines.push(...old.slice(fromOld, toOld).map(text => ({mark: '-', text}) as const));
		lines.push(...next.slice(fromNew, toNew).map(text => ({mark: '+', text}) as const));
		at = toOld;
	}
	return [...lines, ...old.slice(at).map(text => ({mark: ' ', text}) as const)];
}

/** The changed lines with those that they belong to, and so many around them; undefined stands for a gap. */
export function withContext(lines: readonly DiffLine[], context: number): (DiffLine | undefined)[] {
	const shown = new Set<number>();
	for (const [index, {mark}] of lines.entries()) {
		if (mark === ' ') continue;
		for (const parent of parents(lines, index)) shown.add(parent);
		for (let near = index - context; near <= index + context; near++) if (lines[near]) shown.add(near);
	}
	const rows: (DiffLine | undefined)[] = [];
	let last = -1;
	for (const index of [...shown].sort((a, b) => a - b)) {
		if (index > last + 1) rows.push(undefined);
		rows.push(lines[index]);
		last = index;
	}
	return last < lines.length - 1 ? [...rows, undefined] : rows;
}

// The version changes with everything else and says nothing by itself.
function textsOf(object: KubeObject | undefined): string[] {
	if (!object) return [];
	return yamlLines(object, undefined)
		.map(({text}) => text)
		.filter(text => !/^ {2}resourceVersion:/.test(text));
}
