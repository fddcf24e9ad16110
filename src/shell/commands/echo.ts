import {type Command, complain, print} from '../program.ts';
import {formatValue, pad, withoutEscapes} from './format.ts';

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
		const {text: unescaped, stops} = withoutEscapes(text, true);
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
		for (const piece of format.match(
			/%[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?[a-zA-Z%]|\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|.)|[^%\\]+|[%\\]/gs,
		) ?? []) {
			const directive = /^%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z%])$/.exec(piece);
			if (!directive) {
				const {text: unescaped, stops} = piece.startsWith('\\')
					? withoutEscapes(piece, false)
					: {text: piece, stops: false};
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
			const precision =
				directive[3] === '*'
					? Number(values[index++] ?? 0)
					: directive[3] === undefined
						? piece.includes('.')
							? 0
							: undefined
						: Number(directive[3]);
			const value = values[index++];
			const formatted = formatValue(directive[4]!, directive[1]!, precision, value ?? '');
			if (formatted.problem !== undefined) {
				yield* complain(`printf: ${formatted.problem}\n`);
				code = 1;
			}
			text += pad(formatted.text, directive[1]!, Math.abs(width), width < 0, directive[4]!);
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
