/** Lines of both texts between which nothing agrees, as half-open ranges. */
export interface Difference {
	readonly fromOld: number;
	readonly toOld: number;
	readonly fromNew: number;
	readonly toNew: number;
}

const MAX_EDITS = 4000;

/** The shortest list of differences (E. Myers, "An O(ND) Difference Algorithm and Its Variations"). */
export function findDifferences(old: readonly string[], next: readonly string[]): Difference[] {
	let start = 0;
	while (start < old.length && start < next.length && old[start] === next[start]) start++;
	let [oldEnd, newEnd] = [old.length, next.length];
	while (oldEnd > start && newEnd > start && old[oldEnd - 1] === next[newEnd - 1]) {
		oldEnd--;
		newEnd--;
	}
	const pairs = commonPairs(old.slice(start, oldEnd), next.slice(start, newEnd)).map(
		([a, b]) => [a + start, b + start] as const,
	);
	const differences: Difference[] = [];
	let [fromOld, fromNew] = [start, start];
	for (const [a, b] of [...pairs, [oldEnd, newEnd] as const]) {
		if (a > fromOld || b > fromNew) differences.push({fromOld, toOld: a, fromNew, toNew: b});
		[fromOld, fromNew] = [a + 1, b + 1];
	}
	return differences;
}

// Pairs of positions that agree. Texts that differ in too much are treated as wholly different.
function commonPairs(a: readonly string[], b: readonly string[]): [number, number][] {
	const limit = Math.min(a.length + b.length, MAX_EDITS);
	let furthest = new Map<number, number>([[1, 0]]);
	const trail: ReadonlyMap<number, number>[] = [];
	for (let edits = 0; edits <= limit; edits++) {
		trail.push(furthest);
		const next = new Map<number, number>(furthest);
		for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
			const isDown =
				diagonal === -edits ||
				(diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1));
			let x = isDown ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1;
			while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
			next.set(diagonal, x);
			if (x >= a.length && x - diagonal >= b.length) return retrace(trail, a, b);
		}
		furthest = next;
	}
	return [];
}

function retrace(
	trail: readonly ReadonlyMap<number, number>[],
	a: readonly string[],
	b: readonly string[],
): [number, number][] {
	const pairs: [number, number][] = [];
	let [x, y] = [a.length, b.length];
	for (let edits = trail.length - 1; edits >= 0; edits--) {
		const furthest = trail[edits]!;
		const diagonal = x - y;
		const isDown =
			diagonal === -edits ||
			(diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1));
		const previous = isDown ? diagonal + 1 : diagonal - 1;
		const fromX = edits === 0 ? 0 : (furthest.get(previous) ?? 0);
		const fromY = edits === 0 ? 0 : fromX - previous;
		while (x > fromX && y > fromY) pairs.push([--x, --y]);
		[x, y] = [fromX, fromY];
	}
	return pairs.reverse();
}
