import {formatAge} from '../../cluster/duration.ts';
import type {JournalEntry} from '../../cluster/journal.ts';
import type {Kind, KubeObject} from '../../cluster/objects.ts';
import {clip, type Line, line, wrap} from '../line.ts';
import {namespaceFlag, shortName} from './names.ts';
import type {PanelInput} from './panel.ts';
import {type YamlLine, yamlLines} from './yaml-lines.ts';

/**
 * The learner's object that changed last, as YAML, with the lines that changed marked; at most `height` rows. Where it is too long, what lies
 * far from the changes is left out.
 */
export function yamlPanel({changes, nowMs, theme, text}: PanelInput, width: number, height: number): Line[] {
	const entry = newestOwnChange(changes);
	if (!entry) return wrap(line({text: text.panels.noChanges, role: 'muted'}), width).slice(0, height);
	const {object, previous} = entry.change;
	const heading = line(
		{text: shortName(object.kind, object.metadata.name), bold: true, role: 'accent'},
		{text: namespaceFlag(object.metadata.namespace), role: 'muted'},
		{text: `  ${formatAge(nowMs - entry.atMs)}`, role: 'muted'},
	);
	const lines = linesOf(entry, () => yamlLines(object, previous));
	const rows = pieces(lines, height - 1).map(row =>
		row === undefined
			? line({text: `  ${theme.glyphs.ellipsis}`, role: 'muted'})
			: row.isChanged
				? line({text: `${theme.glyphs.pointer} ${row.text}`, role: 'changed'})
				: line(`  ${row.text}`),
	);
	return [heading, ...rows].map(row => clip(row, width, theme.glyphs.ellipsis)).slice(0, height);
}

// Kinds that come and go by the cluster's own doing.
const NOT_OWN: ReadonlySet<Kind> = new Set<Kind>([
	'Event',
	'Node',
	'Namespace',
	'Endpoints',
	'EndpointSlice',
	'ControllerRevision',
	'ServiceAccount',
	'StorageClass',
]);

// The newest change of an object that still exists.
function newestOwnChange(changes: readonly JournalEntry[]): JournalEntry | undefined {
	const gone = new Set<string>();
	return changes.findLast(({change: {object, type}}) => {
		if (!isOwn(object)) return false;
		if (type === 'DELETED') gone.add(object.metadata.uid);
		return !gone.has(object.metadata.uid);
	});
}

function isOwn({kind, metadata: {name, namespace}}: KubeObject): boolean {
	if (NOT_OWN.has(kind) || namespace?.startsWith('kube-')) return false;
	if (kind === 'PriorityClass') return !name.startsWith('system-');
	return !(kind === 'Service' && name === 'kubernetes') && !(kind === 'ConfigMap' && name === 'kube-root-ca.crt');
}

const known = new WeakMap<JournalEntry, readonly YamlLine[]>();

// The same change is drawn many times, and never looks different.
function linesOf(entry: JournalEntry, make: () => readonly YamlLine[]): readonly YamlLine[] {
	const lines = known.get(entry) ?? make();
	known.set(entry, lines);
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

function parents(lines: readonly YamlLine[], index: number): number[] {
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
function depthOf({text}: YamlLine): number {
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
