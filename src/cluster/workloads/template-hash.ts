// Digits are encoded by letters and digits that can't form words, as in names that the server generates.
const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * A short hash of a Pod template (or of a revision's data) for names and labels: `6b467b46d5`. Equal values have equal hashes,
 * whatever the order of their keys.
 * @param collisionCount how often this hash met a different template under the same name; each count gives another hash
 */
export function templateHash(template: unknown, collisionCount?: number): string {
	const text = canonical(template) + (collisionCount === undefined ? '' : `#${collisionCount}`);
	return [...String(fnv32a(text))].map(digit => SAFE_ALPHABET[digit.charCodeAt(0) % SAFE_ALPHABET.length]).join('');
}

function fnv32a(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	}
	return hash >>> 0;
}

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const record = value as Readonly<Record<string, unknown>>;
	const names = Object.keys(record)
		.filter(name => record[name] !== undefined)
		.sort();
	return `{${names.map(name => `${JSON.stringify(name)}:${canonical(record[name])}`).join(',')}}`;
}
