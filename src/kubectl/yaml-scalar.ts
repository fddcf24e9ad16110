import type {Json} from '../cluster/api.ts';

const BOOLEANS = new Map([
	...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
	...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
]);
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const SPECIAL_FLOAT = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;

/** What a scalar means to Kubernetes: YAML 1.1's words for booleans, Go's notations for integers. Quoted text is always a string. */
export function resolveScalar(text: string, plain: boolean, tag?: string): Json {
	if (tag === 'tag:yaml.org,2002:str' || tag === '!') return text;
	if (tag === 'tag:yaml.org,2002:binary') return text;
	if (!plain && !tag?.startsWith('tag:yaml.org,2002:')) return text;
	return plainValue(text) ?? (NULLS.has(text) ? null : text);
}

/** Whether the plain text would be read as something else than a string. */
export function readsAsOther(text: string): boolean {
	return NULLS.has(text) || SPECIAL_FLOAT.test(text) || plainValue(text) !== undefined;
}

function plainValue(text: string): boolean | number | undefined {
	const boolean = BOOLEANS.get(text);
	if (boolean !== undefined) return boolean;
	if (!/^[-+.0-9]/.test(text)) return undefined;
	const digits = text.replaceAll('_', '');
	return integer(digits) ?? (FLOAT.test(digits) ? Number(digits) : undefined);
}

// 0x1f, 0b101, 0o17 and 017 as Go's ParseInt with base 0 reads them.
function integer(text: string): number | undefined {
	const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]+|0|[1-9][0-9]*)$/.exec(text);
	if (!match) return undefined;
	const value = Number(match[2]!.replace(/^0(?=[0-7])/, '0o'));
	return match[1] === '-' ? -value : value;
}
