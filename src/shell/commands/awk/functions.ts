import {BoundedExpression} from '../../bounded-expression.ts';
import {formatValue, pad} from '../format.ts';
import {ToolError} from '../tool.ts';
import type {AwkMachine} from './machine.ts';
import type {Expression, Place} from './syntax.ts';
import {InputText, splitText, toNumber, toText, type Value} from './values.ts';

type AwkFunction = (args: readonly Expression[], machine: AwkMachine) => Value;

/** Calls a function of awk itself. Throws ToolError if there is none of that name. */
export function callFunction(name: string, args: readonly Expression[], machine: AwkMachine): Value {
	if (!Object.hasOwn(FUNCTIONS, name))
		throw new ToolError(`awk: cmd. line:1: fatal: function \`${name}' not defined`, 2);
	return FUNCTIONS[name]!(args, machine);
}

const FUNCTIONS: Readonly<Record<string, AwkFunction>> = {
	length: ([value], machine) => {
		if (value?.kind === 'variable' && machine.array(value.name).size > 0) return machine.array(value.name).size;
		return [...toText(machine.evaluate(value ?? RECORD))].length;
	},
	substr: (args, machine) => {
		const text = textOf(args[0], machine);
		const start = Math.round(numberOf(args[1], machine));
		const end = args[2] ? start + Math.round(numberOf(args[2], machine)) : Number.POSITIVE_INFINITY;
		return text.slice(Math.max(0, start - 1), Math.max(0, end - 1));
	},
	index: (args, machine) => textOf(args[0], machine).indexOf(textOf(args[1], machine)) + 1,
	split: ([text, array, separator], machine) => {
		if (array?.kind !== 'variable')
			throw new ToolError('awk: cmd. line:1: fatal: split: second argument is not an array', 2);
		const mark =
			separator?.kind === 'match-record' ? separator.expression : textOf(separator ?? FIELD_SEPARATOR, machine);
		const source = textOf(text, machine);
		const parts = typeof mark === 'string' ? splitText(source, mark) : source === '' ? [] : source.split(mark);
		const target = machine.array(array.name);
		target.clear();
		for (const [index, part] of parts.entries()) target.set(String(index + 1), new InputText(part));
		return parts.length;
	},
	sub: (args, machine) => substitute(args, machine, false),
	gsub: (args, machine) => substitute(args, machine, true),
	match: (args, machine) => {
		const found = args[1] && machine.regularExpression(args[1]).exec(textOf(args[0], machine));
		machine.set('RSTART', found ? found.index + 1 : 0);
		machine.set('RLENGTH', found ? found[0].length : -1);
		return found ? found.index + 1 : 0;
	},
	toupper: (args, machine) => textOf(args[0], machine).toUpperCase(),
	tolower: (args, machine) => textOf(args[0], machine).toLowerCase(),
	sprintf: (args, machine) =>
		formatAll(
			textOf(args[0], machine),
			args.slice(1).map(arg => machine.evaluate(arg)),
		),
	int: (args, machine) => Math.trunc(numberOf(args[0], machine)),
	sqrt: (args, machine) => Math.sqrt(numberOf(args[0], machine)),
	exp: (args, machine) => Math.exp(numberOf(args[0], machine)),
	log: (args, machine) => Math.log(numberOf(args[0], machine)),
	sin: (args, machine) => Math.sin(numberOf(args[0], machine)),
	cos: (args, machine) => Math.cos(numberOf(args[0], machine)),
	rand: (_args, machine) => machine.nextRandom(),
	srand: () => 0,
	system: () => {
		throw new ToolError('kubekata: system() in awk is not simulated', 2);
	},
	fflush: () => 0,
	close: () => 0,
};

const RECORD: Expression = {kind: 'field', index: {kind: 'number', value: 0}};
const FIELD_SEPARATOR: Expression = {kind: 'variable', name: 'FS'};

function textOf(node: Expression | undefined, machine: AwkMachine): string {
	return node ? toText(machine.evaluate(node)) : '';
}

function numberOf(node: Expression | undefined, machine: AwkMachine): number {
	return node ? toNumber(machine.evaluate(node)) : 0;
}

// `&` in the replacement is what matched; `\\&` is an ampersand.
function substitute(
	[pattern, replacement, target = RECORD]: readonly Expression[],
	machine: AwkMachine,
	isGlobal: boolean,
): number {
	if (!pattern) return 0;
	const {source, flags} = machine.regularExpression(pattern);
	const by = textOf(replacement, machine);
	const before = textOf(target, machine);
	let count = 0;
	const after = before.replace(new BoundedExpression(source, isGlobal ? `${flags}g` : flags), matched => {
		count++;
		return by.replace(/\\&|&|\\\\/g, mark => (mark === '&' ? matched : mark.slice(1)));
	});
	if (count > 0 && ['variable', 'field', 'element'].includes(target.kind)) machine.write(target as Place, after);
	return count;
}

function formatAll(format: string, values: readonly Value[]): string {
	let index = 0;
	return format.replace(
		/%([-+ #0]*)(\*|\d+)?(?:\.(\d+)?)?([a-zA-Z%])/g,
		(all, flags: string, width: string | undefined, precision: string | undefined, kind: string) => {
			if (kind === '%') return '%';
			const wide = width === '*' ? toNumber(values[index++] ?? 0) : Number(width ?? 0);
			const value = values[index++] ?? '';
			const text =
				kind === 'c' && typeof value === 'number'
					? String.fromCharCode(value)
					: 'diuxXo'.includes(kind)
						? String(Math.trunc(toNumber(value)))
						: 'feEgG'.includes(kind)
							? String(toNumber(value))
							: toText(value);
			const digits = precision === undefined ? (all.includes('.') ? 0 : undefined) : Number(precision);
			return pad(formatValue(kind, flags, digits, text).text, flags, Math.abs(wide), wide < 0, kind);
		},
	);
}
