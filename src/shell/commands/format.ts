import {LimitError} from '../limit-error.ts';

const MAX_WIDTH = 10_000;

/** One value of printf, ready to be padded. */
export interface Formatted {
	readonly text: string;
	/** What is wrong with the value. */
	readonly problem?: string;
	/** No more output after it. */
	readonly stops?: boolean;
}

/** The text of one directive such as `%5.2f`, without its width. Throws a LimitError for precisions that nobody means. */
export function formatValue(kind: string, flags: string, precision: number | undefined, value: string): Formatted {
	checkDigits(precision ?? 0);
	switch (kind) {
		case 's':
			return {text: precision === undefined ? value : value.slice(0, precision)};
		case 'b':
			return withoutEscapes(value, true);
		case 'q':
			return {text: value === '' ? "''" : value.replace(/[^\w@%+=:,./-]/g, '\\$&')};
		case 'c':
			return {text: value.slice(0, 1)};
		case 'd':
		case 'i':
		case 'u':
		case 'x':
		case 'X':
		case 'o':
			return formatInteger(kind, flags, precision, value);
		case 'f':
		case 'F':
		case 'e':
		case 'g':
		case 'G':
		case 'E': {
			const number = value === '' ? 0 : Number(value);
			const problem = Number.isNaN(number) ? `${value}: invalid number` : undefined;
			const digits = Math.min(precision ?? 6, 100);
			if (digits < (precision ?? 0)) throw new LimitError('more than 100 decimal places are not simulated');
			const shown = Number.isNaN(number) ? 0 : number;
			const text =
				kind.toLowerCase() === 'f'
					? shown.toFixed(digits)
					: kind.toLowerCase() === 'e'
						? shown.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2')
						: String(Number(shown.toPrecision(digits || 1)));
			return {text: flags.includes('+') && shown >= 0 ? `+${text}` : text, ...(problem && {problem})};
		}
		default:
			return {text: '', problem: `\`${kind}': invalid format character`};
	}
}

function formatInteger(kind: string, flags: string, precision: number | undefined, value: string): Formatted {
	// A leading quote means the code of the character after it.
	const quoted = /^['"](.)/su.exec(value);
	const number = quoted ? quoted[1]!.codePointAt(0)! : value === '' ? 0 : parseInteger(value);
	const problem = Number.isNaN(number) ? `${value}: invalid number` : undefined;
	const shown = Number.isNaN(number) ? Number.parseInt(value, 10) || 0 : number;
	const radix = kind === 'o' ? 8 : kind.toLowerCase() === 'x' ? 16 : 10;
	const digits = Math.abs(shown)
		.toString(radix)
		.padStart(precision ?? 0, '0');
	const sign = shown < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
	const prefix = flags.includes('#') && radix === 16 ? '0x' : '';
	const text = sign + prefix + (kind === 'X' ? digits.toUpperCase() : digits);
	return {text, ...(problem && {problem})};
}

function checkDigits(count: number): void {
	if (count > MAX_WIDTH) throw new LimitError(`widths beyond ${MAX_WIDTH} are not simulated`);
}

function parseInteger(text: string): number {
	if (/^[-+]?0[xX][0-9a-fA-F]+$/.test(text)) return Number.parseInt(text, 16);
	if (/^[-+]?0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
	return /^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** Widens the text of a directive. Throws a LimitError for widths that nobody means. */
export function pad(text: string, flags: string, width: number, isNegative: boolean, kind: string): string {
	checkDigits(width);
	if (flags.includes('-') || isNegative) return text.padEnd(width);
	if (!flags.includes('0') || 'sbqc'.includes(kind)) return text.padStart(width);
	const sign = /^[-+ ]?/.exec(text)![0];
	return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

const ESCAPES: Readonly<Record<string, string>> = {
	a: '\x07',
	b: '\b',
	e: '\x1b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
	'\\': '\\',
	"'": "'",
	'"': '"',
};

/** Backslash escapes: `\0nnn` is octal in echo and in %b, `\nnn` in formats. `\c` ends all output. */
export function withoutEscapes(text: string, hasZero: boolean): {text: string; stops: boolean} {
	let stops = false;
	const octal = hasZero ? '0[0-7]{0,3}' : '[0-7]{1,3}';
	const pattern = new RegExp(`\\\\(${octal}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|.)`, 'gs');
	const end = /(?:^|[^\\])(?:\\\\)*(\\c)/.exec(text);
	if (end) {
		stops = true;
		text = text.slice(0, end.index + end[0].length - 2);
	}
	return {
		stops,
		text: text.replace(pattern, (all, code: string) => {
			if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 255);
			if (/^[xu]./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
			return ESCAPES[code] ?? all;
		}),
	};
}
