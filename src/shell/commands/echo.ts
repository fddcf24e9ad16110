import {type Command, complain, print} from '../program.ts';

/** echo, with -n -e -E in any combination */
export const echo: Command = function* (args) {
	let hasLineEnd = true;
	let hasEscapes = false;
	let index = 0;
	for (; /^-[neE]+$/.test(args[index] ?? ''); index++)
		for (const letter of args[index]!.slice(1)) {
			if (letter === 'n') hasLineEnd = false;
			else hasEscapes = letter === 'e';
		}
	const text = args.slice(index).join(' ');
	const end = hasLineEnd ? '\n' : '';
	if (!hasEscapes) yield* print(text + end);
	else {
		const {text: unescaped, stops} = unescape(text, true);
		yield* print(unescaped + (stops ? '' : end));
	}
	return 0;
};

/** printf FORMAT ARGUMENTS: the format is used again while arguments are left. */
export const printf: Command = function* (args) {
	const [format, ...values] = args[0] === '--' ? args.slice(1) : args;
	if (format === undefined) {
		yield* complain('printf: usage: printf format [arguments]\n');
		return 2;
	}
	let code = 0;
	let index = 0;
	do {
		const before = index;
		let text = '';
		for (const piece of format.match(/%[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?[a-zA-Z%]|\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|.)|[^%\\]+|[%\\]/gs) ?? []) {
			const directive = /^%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z%])$/.exec(piece);
			if (!directive) {
				const {text: unescaped, stops} = piece.startsWith('\\') ? unescape(piece, false) : {text: piece, stops: false};
				text += unescaped;
				if (stops) {
					yield* print(text);
					return code;
				}
				continue;
			}
			if (directive[4] === '%') {
				text += '%';
				continue;
			}
			const width = directive[2] === '*' ? Number(values[index++] ?? 0) : Number(directive[2] ?? 0);
			const precision = directive[3] === '*' ? Number(values[index++] ?? 0) : directive[3] === undefined ? (piece.includes('.') ? 0 : undefined) : Number(directive[3]);
			const value = values[index++];
			const formatted = formatValue(directive[4]!, directive[1]!, precision, value ?? '');
			if (formatted.problem !== undefined) {
				yield* complain(`printf: ${formatted.problem}\n`);
				code = 1;
			}
			text += pad(formatted.text, directive[1]!, Math.min(Math.abs(width), 10_000), width < 0, directive[4]!);
			if (formatted.stops) {
				yield* print(text);
				return code;
			}
		}
		yield* print(text);
		// A format without directives is used once.
		if (index === before) break;
	} while (index < values.length);
	return code;
};

interface Formatted {
	readonly text: string;
	readonly problem?: string;
	readonly stops?: boolean;
}

function formatValue(kind: string, flags: string, precision: number | undefined, value: string): Formatted {
	switch (kind) {
		case 's':
			return {text: precision === undefined ? value : value.slice(0, precision)};
		case 'b':
			return unescape(value, true);
		case 'q':
			return {text: /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`};
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
	const digits = Math.abs(shown).toString(radix).padStart(precision ?? 0, '0');
	const sign = shown < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
	const prefix = flags.includes('#') && radix === 16 ? '0x' : '';
	const text = sign + prefix + (kind === 'X' ? digits.toUpperCase() : digits);
	return {text, ...(problem && {problem})};
}

function parseInteger(text: string): number {
	if (/^[-+]?0[xX][0-9a-fA-F]+$/.test(text)) return Number.parseInt(text, 16);
	if (/^[-+]?0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
	return /^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN;
}

function pad(text: string, flags: string, width: number, isNegative: boolean, kind: string): string {
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

// `\0nnn` is octal in echo and in %b, `\nnn` in formats. `\c` ends all output.
function unescape(text: string, hasZero: boolean): {text: string; stops: boolean} {
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
