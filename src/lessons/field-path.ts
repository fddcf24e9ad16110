/** A path into an object: `spec.containers[name=web].image`, compiled. */
export interface FieldPath {
	readonly source: string;
	readonly segments: readonly Segment[];
}

type Segment =
	| {readonly kind: 'key'; readonly key: string}
	| {readonly kind: 'index'; readonly index: number}
	| {readonly kind: 'where'; readonly key: string; readonly value: string}
	| {readonly kind: 'all'};

const TOKEN = /\.?([A-Za-z_][\w-]*)|\[(-?\d+)\]|\[(\*)\]|\[([\w-]+)=([^\]]*)\]|\[["']?([^\]"']+)["']?\]/y;

/** Throws an Error that names the place where the path can't be read. */
export function compilePath(source: string): FieldPath {
	const segments: Segment[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < source.length) {
		const start = TOKEN.lastIndex;
		const match = TOKEN.exec(source);
		if (!match) throw new Error(`can't read the path "${source}" from "${source.slice(start)}" on`);
		const [, word, index, all, key, value, quoted] = match;
		if (index !== undefined) segments.push({kind: 'index', index: Number(index)});
		else if (all) segments.push({kind: 'all'});
		else if (key !== undefined) segments.push({kind: 'where', key, value: value!});
		else segments.push({kind: 'key', key: (word ?? quoted)!});
	}
	if (segments.length === 0) throw new Error('the path is empty');
	return {source, segments};
}

/** All values at a path: one unless the path has `[*]`, none where nothing is there. */
export function valuesAt(object: unknown, path: FieldPath): unknown[] {
	let values = [object];
	for (const segment of path.segments) values = values.flatMap(value => step(value, segment));
	return values.filter(value => value !== undefined && value !== null);
}

function step(value: unknown, segment: Segment): unknown[] {
	if (segment.kind === 'key') return isRecord(value) && Object.hasOwn(value, segment.key) ? [value[segment.key]] : [];
	if (segment.kind === 'all') return Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
	if (!Array.isArray(value)) return [];
	if (segment.kind === 'index') return value.slice(segment.index, segment.index + 1 || undefined);
	const found = value.find(
		item => isRecord(item) && Object.hasOwn(item, segment.key) && String(item[segment.key]) === segment.value,
	);
	return found === undefined ? [] : [found];
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
