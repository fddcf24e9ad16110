const CONTEXT_LINES = 3;
const LIMIT_LINES = 2000;

/**
 * What a refused change of a spec would change: a unified diff of both as indented JSON, without file names.
 * @param form Kubernetes prints its internal types here, whose field names are capitalised
 */
export function specDiff(before: object, after: object, form: (spec: object) => unknown = capitalised): string {
	const linesOf = (spec: object) => JSON.stringify(form(spec), undefined, 1).split('\n').slice(0, LIMIT_LINES);
	return unifiedDiff(linesOf(before), linesOf(after));
}

const TEXT_MAPS = new Set(['nodeSelector', 'matchLabels', 'limits', 'requests', 'overhead', 'labels', 'annotations']);

/** A value with the field names of the internal types: `Image` for `image`. Keys of maps stay. */
export function capitalised(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(capitalised);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, child]) => child !== undefined)
			.map(([name, child]) => [
				name.charAt(0).toUpperCase() + name.slice(1),
				TEXT_MAPS.has(name) ? child : capitalised(child),
			]),
	);
}

interface Line {
	readonly sign: ' ' | '-' | '+';
	readonly text: string;
}

function unifiedDiff(before: readonly string[], after: readonly string[]): string {
	const lines = editScript(before, after);
	const hunks: string[] = [];
	let from = 0;
	while (from < lines.length) {
		const first = lines.findIndex((line, index) => index >= from && line.sign !== ' ');
		if (first < 0) break;
		const start = Math.max(from, first - CONTEXT_LINES);
		let last = first;
		// A hunk goes on while the next change is so near that both contexts would touch.
		for (let index = first; index < lines.length && index <= last + 2 * CONTEXT_LINES; index++) {
			if (lines[index]!.sign !== ' ') last = index;
		}
		const end = Math.min(lines.length, last + CONTEXT_LINES + 1);
		hunks.push(formatHunk(lines, start, end));
		from = end;
	}
	return hunks.join('');
}

function formatHunk(lines: readonly Line[], start: number, end: number): string {
	const hunk = lines.slice(start, end);
	const range = (sign: '-' | '+') => {
		const skipped = lines.slice(0, start).filter(line => line.sign === ' ' || line.sign === sign).length;
		const length = hunk.filter(line => line.sign === ' ' || line.sign === sign).length;
		return `${sign}${length === 0 ? skipped : skipped + 1}${length === 1 ? '' : `,${length}`}`;
	};
	return `@@ ${range('-')} ${range('+')} @@\n${hunk.map(({sign, text}) => `${sign}${text}\n`).join('')}`;
}

// The longest common subsequence between the first and the last line that differ.
function editScript(before: readonly string[], after: readonly string[]): Line[] {
	let head = 0;
	while (head < before.length && head < after.length && before[head] === after[head]) head++;
	let tail = 0;
	while (
		tail < before.length - head &&
		tail < after.length - head &&
		before[before.length - 1 - tail] === after[after.length - 1 - tail]
	) {
		tail++;
	}
	const same = (text: string): Line => ({sign: ' ', text});
	return [
		...before.slice(0, head).map(same),
		...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
		...before.slice(before.length - tail).map(same),
	];
}

function middle(before: readonly string[], after: readonly string[]): Line[] {
	const width = after.length + 1;
	const common = new Uint32Array((before.length + 1) * width);
	for (let i = before.length - 1; i >= 0; i--) {
		for (let j = after.length - 1; j >= 0; j--) {
			common[i * width + j] =
				before[i] === after[j]
					? common[(i + 1) * width + j + 1]! + 1
					: Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
		}
	}
	const lines: Line[] = [];
	let i = 0;
	let j = 0;
	while (i < before.length || j < after.length) {
		if (i < before.length && j < after.length && before[i] === after[j]) {
			lines.push({sign: ' ', text: before[i]!});
			i++;
			j++;
		} else if (
			i < before.length &&
			(j === after.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
		) {
			lines.push({sign: '-', text: before[i++]!});
		} else lines.push({sign: '+', text: after[j++]!});
	}
	return lines;
}
