import {formatAge} from '../../cluster/duration.ts';
import {type JournalEntry, type ObjectReference, referenceTo} from '../../cluster/journal.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {parseTime} from '../../shell/calendar.ts';
import {clip, type Line, line} from '../line.ts';
import type {Theme} from '../theme.ts';
import {wrap} from '../wrap.ts';
import {newestOwnChange} from './last-change.ts';
import {namespaceFlag, shortName} from './names.ts';
import {itemsOf, type PanelInput, type PanelItems} from './panel.ts';
import {type YamlLine, yamlLines} from './yaml-lines.ts';

/**
 * The chosen object, or the learner's object that changed last, as YAML with the lines that changed marked. Where it is too long, what lies far
 * from the changes is left out, unless the learner moves in it.
 */
export function yamlPanel(input: PanelInput, width: number, height: number): PanelItems {
	const {nowMs, theme, text, filter, isWhole} = input;
	const found = input.selected ? chosen(input.selected, input) : newest(input.changes);
	if (!found)
		return itemsOf([], {
			rows: () => [],
			key: () => '',
			empty: wrap(line({text: text.panels.noChanges, role: 'muted'}), width),
		});
	const {object, atMs, isGone} = found;
	const age = formatAge(nowMs - atMs);
	const heading = line(
		{text: shortName(object.kind, object.metadata.name), bold: true, role: 'accent'},
		{text: namespaceFlag(object.metadata.namespace), role: 'muted'},
		{text: `  ${isGone ? text.panels.gone(age) : age}`, role: isGone ? 'bad' : 'muted'},
	);
	const lines = linesOf(found);
	const shown = filter
		? lines.filter(row => row.text.toLowerCase().includes(filter))
		: isWhole
			? lines
			: pieces(lines, height - 1);
	return itemsOf<YamlLine | undefined | Line>([heading, ...shown], {
		rows: row => [
			clip(Array.isArray(row) ? row : yamlRow(row as YamlLine | undefined, theme), width, theme.glyphs.ellipsis),
		],
		key: (_, index) => String(index),
		object: () => referenceTo(object),
		canChoose: row => !Array.isArray(row),
	});
}

function yamlRow(row: YamlLine | undefined, theme: Theme): Line {
	if (row === undefined) return line({text: `  ${theme.glyphs.ellipsis}`, role: 'muted'});
	if (row.isChanged) return line({text: `${theme.glyphs.pointer} ${row.text}`, role: 'changed'});
	return line(`  ${row.text}`);
}

interface Found {
	readonly object: KubeObject;
	readonly previous: KubeObject | undefined;
	readonly atMs: number;
	readonly isGone: boolean;
}

// As it is now, with what its last change was as long as that is known; or as it was last.
function chosen({kind, namespace, name, uid}: ObjectReference, {store, changes}: PanelInput): Found | undefined {
	const object = store.get(kind, namespace ? `${namespace}/${name}` : name);
	const entry = changes.findLast(({change}) => change.object.metadata.uid === uid);
	if (object && object.metadata.uid === uid) {
		const isNewest = entry?.change.object === object;
		const atMs = isNewest ? entry.atMs : parseTime(object.metadata.creationTimestamp);
		return {object, previous: isNewest ? entry.change.previous : undefined, atMs, isGone: false};
	}
	return entry && {object: entry.change.object, previous: undefined, atMs: entry.atMs, isGone: true};
}

function newest(changes: readonly JournalEntry[]): Found | undefined {
	const entry = newestOwnChange(changes);
	return entry && {...entry.change, previous: entry.change.previous, atMs: entry.atMs, isGone: false};
}

const known = new WeakMap<
	KubeObject,
	{readonly previous: KubeObject | undefined; readonly lines: readonly YamlLine[]}
>();

// The same state is drawn many times, and never looks different.
function linesOf({object, previous}: Found): readonly YamlLine[] {
	const cached = known.get(object);
	if (cached && cached.previous === previous) return cached.lines;
	const lines = yamlLines(object, previous);
	known.set(object, {previous, lines});
	return lines;
}

/** At most `room` lines: the changed ones with those above that they belong to, then what is nearest; `undefined` stands for a gap. */
function pieces(lines: readonly YamlLine[], room: number): (YamlLine | undefined)[] {
	if (lines.length <= room) return [...lines];
	const order = [...new Set([...important(lines), ...nearest(lines)])];
	// Each gap takes a row too: as many as fit are found by halving.
	let [fits, tooMany] = [0, lines.length];
	while (tooMany - fits > 1) {
		const middle = Math.floor((fits + tooMany) / 2);
		if (withGaps(lines, order.slice(0, middle)).length <= room) fits = middle;
		else tooMany = middle;
	}
	return withGaps(lines, order.slice(0, fits));
}

function important(lines: readonly YamlLine[]): number[] {
	return lines.flatMap(({isChanged}, index) => (isChanged ? [index, ...parents(lines, index)] : []));
}

/** The lines that a line belongs to: those above it that stand farther left. */
export function parents(lines: readonly {readonly text: string}[], index: number): number[] {
	const result: number[] = [];
	let depth = depthOf(lines[index]!);
	for (let above = index - 1; above >= 0 && depth > 0; above--) {
		if (depthOf(lines[above]!) >= depth) continue;
		depth = depthOf(lines[above]!);
		result.push(above);
	}
	return result;
}

// The dash of a list's item stands where its parent's key does.
function depthOf({text}: {readonly text: string}): number {
	const depth = text.search(/\S/);
	return text[depth] === '-' ? depth + 1 : depth;
}

// Lines by their distance from a change; from the top where nothing changed.
function nearest(lines: readonly YamlLine[]): number[] {
	const changed = lines.flatMap(({isChanged}, index) => (isChanged ? [index] : []));
	if (changed.length === 0) return lines.map((_, index) => index);
	const distance = (index: number) => Math.min(...changed.map(at => Math.abs(at - index)));
	return lines.map((_, index) => index).sort((a, b) => distance(a) - distance(b));
}

function withGaps(lines: readonly YamlLine[], chosen: readonly number[]): (YamlLine | undefined)[] {
	const sorted = [...chosen].sort((a, b) => a - b);
	const rows = sorted.flatMap((index, i): (YamlLine | undefined)[] =>
		index === (sorted[i - 1] ?? -1) + 1 ? [lines[index]] : [undefined, lines[index]],
	);
	return (sorted.at(-1) ?? 0) < lines.length - 1 ? [...rows, undefined] : rows;
}
