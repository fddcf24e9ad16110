import {formatAge} from '../../cluster/duration.ts';
import {type JournalEntry, type ObjectReference, referenceTo} from '../../cluster/journal.ts';
import {clip, type Line, line} from '../line.ts';
import {wrap} from '../wrap.ts';
import {type ChangedValue, changedValues} from './changed-values.ts';
import {type DiffLine, diffLines, withContext} from './diff-lines.ts';
import {newestOwnChange} from './last-change.ts';
import {namespaceFlag, shortName} from './names.ts';
import {itemsOf, type PanelInput, type PanelItems} from './panel.ts';

const CONTEXTS = [3, 2, 1, 0];

/**
 * The last change of the chosen object, or of the learner's object that changed last: fields with their old and new values, then the lines that
 * are gone and new. Where there is little room, fewer lines around them are shown.
 */
export function diffPanel(input: PanelInput, width: number, height: number): PanelItems {
	const {theme, text, isWhole} = input;
	const {glyphs} = theme;
	const entry = input.selected ? lastChange(input.selected, input.changes) : newestOwnChange(input.changes);
	if (!entry) return empty(input, width);
	const {object} = entry.change;
	const {values, lines} = differencesOf(entry);
	const shownValues = isWhole ? values : values.slice(0, Math.max(1, Math.floor(height / 3)));
	const valueRows = shownValues.map(value => valueRow(value, glyphs.arrow));
	const room = height - 1 - valueRows.length - (valueRows.length > 0 ? 1 : 0);
	const hunks = (isWhole ? [CONTEXTS[0]!] : CONTEXTS).map(context => withContext(lines, context));
	const fitting = hunks.find(rows => rows.length <= room) ?? hunks.at(-1)!;
	const lineRows = fitting.map(row => (row ? diffRow(row) : line({text: `  ${glyphs.ellipsis}`, role: 'muted'})));
	const none = lines.length === 0 || lines.every(({mark}) => mark === ' ');
	const body = [
		...valueRows,
		...(valueRows.length > 0 && lineRows.length > 0 ? [[]] : []),
		...(none ? [line({text: text.diff.onlyVersion, role: 'muted'})] : lineRows),
	];
	const filter = input.filter;
	const shown = filter ? body.filter(row => row.some(span => span.text.toLowerCase().includes(filter))) : body;
	return itemsOf<Line>([heading(entry, input), ...shown], {
		rows: row => [clip(row, width, glyphs.ellipsis)],
		key: (_, index) => String(index),
		object: () => referenceTo(object),
		canChoose: row => row.length > 0 && row[0]!.bold !== true,
	});
}

function empty({selected, text}: PanelInput, width: number): PanelItems {
	const told = selected ? text.diff.unknown(shortName(selected.kind, selected.name)) : text.panels.noChanges;
	return itemsOf([], {rows: () => [], key: () => '', empty: wrap(line({text: told, role: 'muted'}), width)});
}

function lastChange({uid}: ObjectReference, changes: readonly JournalEntry[]): JournalEntry | undefined {
	return changes.findLast(({change}) => change.object.metadata.uid === uid);
}

function heading({atMs, change: {object, type}}: JournalEntry, {nowMs, text}: PanelInput): Line {
	const age = formatAge(nowMs - atMs);
	return line(
		{text: shortName(object.kind, object.metadata.name), bold: true, role: 'accent'},
		{text: namespaceFlag(object.metadata.namespace), role: 'muted'},
		{text: `  ${text.diff[type](age)}`, role: type === 'DELETED' ? 'bad' : 'muted'},
	);
}

function valueRow({path, from, to}: ChangedValue, arrow: string): Line {
	return line(
		{text: `${path} `, role: 'accent'},
		{text: from === undefined ? '–' : brief(from)},
		{text: ` ${arrow} `, role: 'muted'},
		{text: to === undefined ? '–' : brief(to), role: 'changed'},
	);
}

// A message may be long; its lines tell the rest.
function brief(value: string): string {
	const first = value.split('\n')[0]!;
	return first.length > 40 || first !== value ? `${first.slice(0, 40)}…` : first;
}

function diffRow({mark, text}: DiffLine): Line {
	const role = mark === '+' ? 'good' : mark === '-' ? 'bad' : 'muted';
	return line({text: `${mark} ${text}`, role});
}

interface Differences {
	readonly values: readonly ChangedValue[];
	readonly lines: readonly DiffLine[];
}

const known = new WeakMap<JournalEntry, Differences>();

// A change is drawn many times, and never looks different.
function differencesOf(entry: JournalEntry): Differences {
	let differences = known.get(entry);
	if (!differences) {
		const {type, object, previous} = entry.change;
		differences = {
			values: type === 'MODIFIED' && previous ? changedValues(object, previous) : [],
			lines: type === 'DELETED' ? diffLines(undefined, object) : diffLines(object, previous),
		};
		known.set(entry, differences);
	}
	return differences;
}
