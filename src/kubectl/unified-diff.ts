const CONTEXT = 3;
const MOST_EDITS = 3000;

type Line = readonly [sign: ' ' | '-' | '+', text: string];

/** The hunks of `diff -u` between two texts, '' if they are equal. */
export function unifiedDiff(before: string, after: string): string {
	const lines = editScript(splitLines(before), splitLines(after));
	return hunksOf(lines).map(hunkText).join('');
}

function splitLines(text: string): string[] {
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

// Myers' shortest edit script; texts that differ beyond all measure are replaced as a whole.
function editScript(a: readonly string[], b: readonly string[]): Line[] {
	const trace: Map<number, number>[] = [];
	let reach = new Map([[1, 0]]);
	for (let edits = 0; edits <= Math.min(a.length + b.length, MOST_EDITS); edits++) {
		trace.push(new Map(reach));
		for (let k = -edits; k <= edits; k += 2) {
			let x = goesDown(reach, k, edits) ? reach.get(k + 1)! : reach.get(k - 1)! + 1;
			while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
			reach.set(k, x);
			if (x >= a.length && x - k >= b.length) return backtrack(trace, a, b);
		}
		reach = new Map(reach);
	}
	return [...a.map(text => ['-', text] as const), ...b.map(text => ['+', text] as const)];
}

function goesDown(reach: ReadonlyMap<number, number>, k: number, edits: number): boolean {
	return k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
}

function backtrack(trace: readonly ReadonlyMap<number, number>[], a: readonly string[], b: readonly string[]): Line[] {
	const lines: Line[] = [];
	let [x, y] = [a.length, b.length];
	for (let edits = trace.length - 1; edits >= 0; edits--) {
		const reach = trace[edits]!;
		const k = x - y;
		const previousK = goesDown(reach, k, edits) ? k + 1 : k - 1;
		const previousX = edits === 0 ? 0 : reach.get(previousK)!;
		const previousY = edits === 0 ? 0 : previousX - previousK;
		while (x > previousX && y > previousY) {
			lines.push([' ', a[--x]!]);
			y--;
		}
		if (edits > 0) lines.push(x === previousX ? ['+', b[--y]!] : ['-', a[--x]!]);
	}
	return removalsFirst(lines.reverse());
}

// Within a run of changes, what goes stands before what comes.
function removalsFirst(lines: readonly Line[]): Line[] {
	const result: Line[] = [];
	let run: Line[] = [];
	for (const line of [...lines, [' ', ''] as Line]) {
		if (line[0] !== ' ') run.push(line);
		else {
			result.push(...run.filter(([sign]) => sign === '-'), ...run.filter(([sign]) => sign === '+'), line);
			run = [];
		}
	}
	result.pop();
	return result;
}

interface Hunk {
	readonly beforeStart: number;
	readonly afterStart: number;
	readonly lines: Line[];
}

function hunksOf(lines: readonly Line[]): Hunk[] {
	const hunks: Hunk[] = [];
	let [before, after, lastChange] = [0, 0, Number.NEGATIVE_INFINITY];
	lines.forEach(([sign], index) => {
		if (sign !== ' ') {
			const start = Math.max(0, index - CONTEXT);
			if (index - lastChange > 2 * CONTEXT + 1 || hunks.length === 0) {
				const lead = index - start;
				hunks.push({beforeStart: before - lead, afterStart: after - lead, lines: lines.slice(start, index)});
			} else hunks.at(-1)!.lines.push(...lines.slice(lastChange + 1, index));
			hunks.at(-1)!.lines.push(lines[index]!);
			lastChange = index;
		}
		if (sign !== '+') before++;
		if (sign !== '-') after++;
	});
	return withTrailingContext(hunks, lines);
}

function withTrailingContext(hunks: readonly Hunk[], lines: readonly Line[]): Hunk[] {
	let position = 0;
	return hunks.map(hunk => {
		const last = lines.indexOf(hunk.lines.at(-1)!, position);
		position = last + 1;
		return {...hunk, lines: [...hunk.lines, ...lines.slice(last + 1, last + 1 + CONTEXT)]};
	});
}

function hunkText({beforeStart, afterStart, lines}: Hunk): string {
	const beforeCount = lines.filter(([sign]) => sign !== '+').length;
	const afterCount = lines.filter(([sign]) => sign !== '-').length;
	const header = `@@ -${range(beforeStart, beforeCount)} +${range(afterStart, afterCount)} @@\n`;
	return header + lines.map(([sign, text]) => `${sign}${text}\n`).join('');
}

function range(start: number, count: number): string {
	if (count === 0) return `${start},0`;
	return count === 1 ? String(start + 1) : `${start + 1},${count}`;
}
