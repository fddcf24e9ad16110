import {parseTime, toCalendar} from '../../shell/calendar.ts';
import {alignTabs} from './align.ts';

export type StringMap = Readonly<Record<string, string>> | undefined;

const LONGEST_ANNOTATION = 140;
/** kubectl's own bookkeeping, which nobody wants to read. */
const HIDDEN_ANNOTATIONS = new Set(['kubectl.kubernetes.io/last-applied-configuration']);

/** The text of one `kubectl describe` while it is written: lines with tabs between their cells, aligned at the end. */
export class Description {
	#text = '';

	/** A line; two blanks of indentation a level. Without cells an empty line. */
	line(level = 0, ...cells: readonly (string | number)[]): this {
		this.#text += `${'  '.repeat(level)}${cells.join('\t')}\n`;
		return this;
	}

	/** `Name:  value` */
	field(name: string, value: string | number | boolean | undefined, level = 0): this {
		return this.line(level, `${name}:`, String(value ?? ''));
	}

	/** `Name:  first`, the others below it; `<none>` if there are none. */
	list(name: string, values: readonly string[], level = 0): this {
		if (values.length === 0) return this.field(name, '<none>', level);
		for (const [index, value] of values.entries()) {
			if (index === 0) this.line(level, `${name}:`, value);
			else this.line(0, '', value);
		}
		return this;
	}

	/** Labels, selectors and the like: `key=value`, sorted. */
	labels(name: string, labels: StringMap, level = 0): this {
		return this.list(
			name,
			sortedKeys(labels).map(key => `${key}=${labels![key]}`),
			level,
		);
	}

	/** `key: value`, sorted; long or multi-line values are cut and stand below their key. */
	annotations(annotations: StringMap, level = 0): this {
		const lines: string[] = [];
		for (const key of sortedKeys(annotations)) {
			if (HIDDEN_ANNOTATIONS.has(key)) continue;
			const value = annotations![key]!.replace(/\n$/, '');
			if (key.length + value.length + 2 <= LONGEST_ANNOTATION && !value.includes('\n')) lines.push(`${key}: ${value}`);
			else lines.push(`${key}:`, ...value.split('\n').map(part => `  ${shortened(part, LONGEST_ANNOTATION - 2)}`));
		}
		return this.list('Annotations', lines, level);
	}

	/** Rows below a header whose dashes kubectl draws by hand. */
	table(
		level: number,
		header: readonly string[],
		dashes: readonly string[],
		rows: readonly (readonly string[])[],
	): this {
		this.line(level, ...header).line(level, ...dashes);
		for (const row of rows) this.line(level, ...row);
		return this;
	}

	/** The finished text; escape characters from manifests are made visible. */
	toString(): string {
		return alignTabs(this.unaligned());
	}

	/** The text with its tabs: what `rollout history --revision` prints. */
	unaligned(): string {
		return this.#text.replaceAll('\x1b', '^[').replaceAll('\r', '\\r');
	}
}

/** Keys in the order in which Kubernetes prints maps. */
export function sortedKeys(map: Readonly<Record<string, unknown>> | undefined): string[] {
	return map ? Object.keys(map).sort() : [];
}

/** `a=b,c=d`, or `<none>`. */
export function formatLabels(labels: StringMap): string {
	return (
		sortedKeys(labels)
			.map(key => `${key}=${labels![key]}`)
			.join(',') || '<none>'
	);
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sat, 21 Nov 2026 10:17:56 +0000`; a missing time prints as Go's zero time. */
export function formatLongTime(time: string | undefined): string {
	if (!time) return 'Mon, 01 Jan 0001 00:00:00 +0000';
	const t = toCalendar(parseTime(time));
	const [day, hour, minute, second] = [t.day, t.hour, t.minute, t.second].map(value => String(value).padStart(2, '0'));
	return `${WEEKDAYS[t.weekday]}, ${day} ${MONTHS[t.month - 1]} ${t.year} ${hour}:${minute}:${second} +0000`;
}

/** `True` or `False`, or `<unset>`. */
export function formatBoolean(value: boolean | undefined): string {
	if (value === undefined) return '<unset>';
	return value ? 'True' : 'False';
}

function shortened(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length)}...` : text;
}
