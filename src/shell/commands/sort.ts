import {resolvePath} from '../files.ts';
import {type Command, print} from '../program.ts';
import {Input} from './input.ts';
import {type Options, ToolError, tool} from './tool.ts';

interface Key {
	readonly fromField: number;
	readonly fromCharacter: number;
	readonly toField: number | undefined;
	readonly toCharacter: number;
	/** Letters `n r f h b V M d` of this key; the global ones if it has none. */
	readonly flags: string;
}

/** sort, with -n -r -k -t -u -h -f -b -V -c -o -s */
export const sort: Command = tool(
	'sort',
	{
		letters: 'nruhfbVMdgscCk:t:o:',
		long: {
			'numeric-sort': 'n',
			reverse: 'r',
			unique: 'u',
			'human-numeric-sort': 'h',
			'ignore-case': 'f',
			'version-sort': 'V',
			key: 'k:',
			'field-separator': 't:',
			output: 'o:',
			stable: 's',
			check: 'c?',
		},
		usageCode: 2,
	},
	function* ({options, operands, process}) {
		const separator = options.value('t');
		if (separator !== undefined && separator.length !== 1 && separator !== '\\0')
			throw new ToolError(separator === '' ? 'sort: empty tab' : `sort: multi-character tab ‘${separator}’`, 2);
		const globalFlags = ['n', 'r', 'h', 'f', 'b', 'V', 'M', 'd', 'g'].filter(letter => options.has(letter)).join('');
		const keys = options.values('k').map(text => readKey(text, globalFlags));
		const order = comparison(keys, globalFlags, separator, options);
		const input = new Input(operands, process, (file, reason) => `sort: cannot read: ${file}: ${reason}`);
		const lines: string[] = [];
		for (let line = yield* input.line(); line !== undefined; line = yield* input.line())
			lines.push(line.replace(/\n$/, ''));
		if (input.failures > 0) return 2;
		if (options.has('c') || options.has('C')) {
			const wrong = lines.findIndex((line, index) => index > 0 && order(lines[index - 1]!, line) > 0);
			if (wrong < 0) return 0;
			throw new ToolError(`sort: ${operands[0] ?? '-'}:${wrong + 1}: disorder: ${lines[wrong]}`);
		}
		lines.sort((a, b) => order(a, b) || (options.has('s') || options.has('u') ? 0 : lastResort(a, b, globalFlags)));
		const kept = options.has('u')
			? lines.filter((line, index) => index === 0 || order(lines[index - 1]!, line) !== 0)
			: lines;
		const text = kept.map(line => `${line}\n`).join('');
		const target = options.value('o');
		if (target === undefined) yield* print(text);
		else process.files.write(resolvePath(process.cwd, target), text);
		return 0;
	},
);

function lastResort(a: string, b: string, flags: string): number {
	return compareText(a, b) * (flags.includes('r') ? -1 : 1);
}

function comparison(
	keys: readonly Key[],
	globalFlags: string,
	separator: string | undefined,
	options: Options,
): (a: string, b: string) => number {
	if (keys.length === 0) return (a, b) => compareBy(a, b, globalFlags) * (options.has('r') ? -1 : 1);
	return (a, b) => {
		for (const key of keys) {
			const order = compareBy(keyText(a, key, separator), keyText(b, key, separator), key.flags);
			if (order !== 0) return key.flags.includes('r') ? -order : order;
		}
		return 0;
	};
}

// `2`, `2,2`, `2n`, `1.3,1.5r`
function readKey(text: string, globalFlags: string): Key {
	const match = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text);
	if (!match) throw new ToolError(`sort: invalid number at field start: invalid count at start of ‘${text}’`, 2);
	if (match[1] === '0') throw new ToolError(`sort: field number is zero: invalid field specification ‘${text}’`, 2);
	const own = match[3]! + (match[6] ?? '');
	return {
		fromField: Number(match[1]),
		fromCharacter: Number(match[2] ?? 1),
		toField: match[4] === undefined ? undefined : Number(match[4]),
		toCharacter: Number(match[5] ?? 0),
		flags: own || globalFlags,
	};
}

function keyText(line: string, key: Key, separator: string | undefined): string {
	// Without a separator a field begins with the blanks before it.
	const fields = separator === undefined ? (line.match(/\s*\S+|\s+$/g) ?? []) : line.split(separator);
	const join = separator ?? '';
	const skip = (text: string) => (key.flags.includes('b') || key.flags.includes('n') ? text.trimStart() : text);
	const picked = fields.slice(key.fromField - 1, key.toField);
	if (picked.length === 0) return '';
	if (key.toField !== undefined && key.toCharacter > 0 && picked.length === key.toField - key.fromField + 1)
		picked[picked.length - 1] = skip(picked.at(-1)!).slice(0, key.toCharacter);
	picked[0] = skip(picked[0]!).slice(key.fromCharacter - 1);
	return picked.join(join);
}

function compareBy(a: string, b: string, flags: string): number {
	if (flags.includes('h')) return humanValue(a) - humanValue(b);
	if (flags.includes('n') || flags.includes('g')) return numberAt(a) - numberAt(b);
	if (flags.includes('V')) return compareVersions(a, b);
	if (flags.includes('M')) return monthAt(a) - monthAt(b);
	const trim = (text: string) => (flags.includes('b') ? text.trimStart() : text);
	if (flags.includes('f')) return compareText(trim(a).toUpperCase(), trim(b).toUpperCase());
	return compareText(trim(a), trim(b));
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function numberAt(text: string): number {
	return Number(/^\s*(-?\d*\.?\d+)/.exec(text)?.[1] ?? 0);
}

function humanValue(text: string): number {
	const match = /^\s*(-?\d*\.?\d+)([kKMGTPE]?)/.exec(text);
	if (!match) return 0;
	return Number(match[1]) * 1024 ** ' KMGTPE'.indexOf(match[2]!.toUpperCase() || ' ');
}

function monthAt(text: string): number {
	return ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'].indexOf(
		text.trim().slice(0, 3).toUpperCase(),
	);
}

// Runs of digits count as numbers.
function compareVersions(a: string, b: string): number {
	const left: readonly string[] = a.match(/\d+|\D+/g) ?? [];
	const right: readonly string[] = b.match(/\d+|\D+/g) ?? [];
	for (let index = 0; index < Math.max(left.length, right.length); index++) {
		const [x = '', y = ''] = [left[index], right[index]];
		const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : compareText(x, y);
		if (order !== 0) return order;
	}
	return 0;
}
