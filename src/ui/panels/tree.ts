import {clip, fitted, type Line, line, lineWidth, widthOf} from '../line.ts';
import {type PanelInput, type PanelItems, recentlyChanged} from './panel.ts';
import {type TreeEntry, treeEntries} from './tree-entries.ts';
import type {TreeRow} from './tree-rows.ts';

/** Owners and what they own: Deployment → ReplicaSets → Pods → containers and claims, and Services with their endpoints. */
export function treePanel(input: PanelInput, width: number): PanelItems {
	const entries = treeEntries(input);
	const {changes, nowMs, text} = input;
	let recent: ReadonlySet<string> | undefined;
	let indexes: Map<string, number> | undefined;
	const empty = input.filter ? text.panels.noMatch : text.panels.emptyTree;
	return {
		count: entries.length,
		draw(from, height) {
			recent ??= recentlyChanged(changes, nowMs);
			const shown = entries.slice(from, from + height).map(entry => ({entry, row: entry.describe(input)}));
			const nameCells = Math.min(
				Math.max(...shown.map(({entry, row}) => widthOf(entry.branch + row.name) + 3)),
				Math.floor(width * 0.5),
			);
			const readyCells = Math.max(...shown.map(({row}) => widthOf(row.ready)));
			const layout = {width, nameCells, readyCells, recent, input};
			return shown.map(({entry, row}) => [drawRow(entry, row, layout)]);
		},
		keyAt: index => entries[index]!.key,
		indexOf(key) {
			indexes ??= new Map(entries.map((entry, index) => [entry.key, index]));
			return indexes.get(key) ?? -1;
		},
		canChoose: () => true,
		objectAt: index => entries[index]?.object,
		foldAt: index => entries[index]?.fold,
		foot: [],
		empty: [line({text: empty, role: 'muted'})],
	};
}

interface RowLayout {
	readonly width: number;
	readonly nameCells: number;
	readonly readyCells: number;
	readonly recent: ReadonlySet<string>;
	readonly input: PanelInput;
}

function drawRow(entry: TreeEntry, row: TreeRow, {width, nameCells, readyCells, recent, input}: RowLayout): Line {
	const {glyphs} = input.theme;
	const glyph = row.glyph ? `${row.glyph} ` : '';
	const name = line(
		{text: entry.branch, role: 'border'},
		{text: glyph, role: row.role},
		{text: row.name, bold: entry.branch === '', ...(row.glyph ? {} : {role: row.role})},
		{text: entry.fold?.isFolded ? ` ${glyphs.folded}` : '', role: 'muted'},
	);
	const isChanged = entry.object !== undefined && recent.has(entry.object.uid);
	const leftWith = (status: string): Line => [
		...fitted(name, nameCells),
		...line(' ', {text: row.ready.padEnd(readyCells)}, ' ', {text: status, ...(row.glyph ? {role: row.role} : {})}),
	];
	const whole = leftWith(row.status);
	const left = row.brief !== undefined && lineWidth(whole) > width - widthOf(row.age) - 3 ? leftWith(row.brief) : whole;
	const mark = isChanged ? line({text: ` ${glyphs.pointer}`, role: 'changed'}) : line('  ');
	// What it is comes before where and since when.
	const room = (right: string) => width - widthOf(right) - 3;
	const rights = [[row.place, row.age].filter(Boolean).join('  '), row.age];
	const right = rights.find(each => lineWidth(left) <= room(each));
	if (right === undefined) return [...fitted(clip(left, width - 2, glyphs.ellipsis), width - 2), ...mark];
	return [...fitted(left, room(right) + 1), ...line({text: right, role: 'muted'}), ...mark];
}
