import {byteLength} from '../bytes.ts';
import {resolvePath} from '../files.ts';
import {type Command, print} from '../program.ts';
import {Input} from './input.ts';
import {ToolError, tool} from './tool.ts';

/** wc, with -l -w -c -m -L */
export const wc: Command = tool(
	'wc',
	{letters: 'lwcmL', long: {lines: 'l', words: 'w', bytes: 'c', chars: 'm', 'max-line-length': 'L'}},
	function* ({options, operands, process}) {
		const letters = ['l', 'w', 'm', 'c', 'L'].filter(letter => options.has(letter));
		const shown = letters.length > 0 ? letters : ['l', 'w', 'c'];
		const rows: {counts: number[]; name: string}[] = [];
		let failures = 0;
		for (const file of operands.length > 0 ? operands : ['-']) {
			const input = new Input([file], process, (name, reason) => `wc: ${name}: ${reason}`);
			const text = yield* input.all();
			failures += input.failures;
			if (input.failures === 0)
				rows.push({counts: shown.map(letter => count(letter, text)), name: operands.length > 0 ? file : ''});
		}
		if (operands.length > 1)
			rows.push({
				counts: shown.map((_, column) => rows.reduce((sum, row) => sum + row.counts[column]!, 0)),
				name: 'total',
			});
		const width = columnWidth(rows, shown.length, operands.length === 0);
		for (const {counts, name} of rows)
			yield* print(`${counts.map(each => String(each).padStart(width)).join(' ')}${name ? ` ${name}` : ''}\n`);
		return failures > 0 ? 1 : 0;
	},
);

// A single number stands alone; several from a pipe have columns of seven.
function columnWidth(rows: readonly {counts: readonly number[]}[], columns: number, isStandardInput: boolean): number {
	if (columns === 1 && rows.length <= 1) return 1;
	if (isStandardInput) return 7;
	return Math.max(1, ...rows.flatMap(({counts}) => counts.map(count => String(count).length)));
}

function count(letter: string, text: string): number {
	switch (letter) {
		case 'l':
			return text.split('\n').length - 1;
		case 'w':
			return text.split(/\s+/).filter(Boolean).length;
		case 'm':
			return [...text].length;
		case 'L':
			return Math.max(0, ...text.split('\n').map(line => line.length));
		default:
			return byteLength(text);
	}
}

/** uniq, with -c -d -u -i */
export const uniq: Command = tool(
	'uniq',
	{letters: 'cduif:', long: {count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i', 'skip-fields': 'f:'}},
	function* ({options, operands, process}) {
		const input = new Input(operands.slice(0, 1), process, (name, reason) => `uniq: ${name}: ${reason}`);
		const skipped = Number(options.value('f') ?? 0);
		const keyOf = (line: string) => {
			const rest = line.replace(new RegExp(`^(\\s*\\S+){${skipped}}`), '');
			return options.has('i') ? rest.toLowerCase() : rest;
		};
		let current: {line: string; key: string; count: number} | undefined;
		const show = ({line, count: times}: {line: string; count: number}) => {
			if ((options.has('d') && times < 2) || (options.has('u') && times > 1)) return '';
			return options.has('c') ? `${String(times).padStart(7)} ${line}\n` : `${line}\n`;
		};
		for (let line = yield* input.line(); line !== undefined; line = yield* input.line()) {
			const text = line.replace(/\n$/, '');
			const key = keyOf(text);
			if (current?.key === key) current.count++;
			else {
				if (current) yield* print(show(current));
				current = {line: text, key, count: 1};
			}
		}
		if (current) yield* print(show(current));
		return input.failures > 0 ? 1 : 0;
	},
);

/** cut, with -d -f -c -b -s --output-delimiter --complement */
export const cut: Command = tool(
	'cut',
	{
		letters: 'd:f:c:b:sn',
		long: {
			delimiter: 'd:',
			fields: 'f:',
			characters: 'c:',
			bytes: 'b:',
			'only-delimited': 's',
			'output-delimiter': 'o:',
			complement: 'C',
		},
	},
	function* ({options, operands, process}) {
		const hint = "Try 'cut --help' for more information.";
		const list = options.value('f') ?? options.value('c') ?? options.value('b');
		if (list === undefined)
			throw new ToolError(`cut: you must specify a list of bytes, characters, or fields\n${hint}`);
		const delimiter = options.value('d') ?? '\t';
		if ([...delimiter].length !== 1) throw new ToolError(`cut: the delimiter must be a single character\n${hint}`);
		const isWanted = readRanges(list, options.has('f'), hint);
		const wanted = (index: number) => isWanted(index + 1) !== options.has('C');
		const input = new Input(operands, process, (name, reason) => `cut: ${name}: ${reason}`);
		for (let line = yield* input.line(); line !== undefined; line = yield* input.line()) {
			const text = line.replace(/\n$/, '');
			if (!options.has('f'))
				yield* print(`${[...text].filter((_, index) => wanted(index)).join(options.value('o') ?? '')}\n`);
			else if (!text.includes(delimiter)) {
				if (!options.has('s')) yield* print(`${text}\n`);
			} else
				yield* print(
					`${text
						.split(delimiter)
						.filter((_, index) => wanted(index))
						.join(options.value('o') ?? delimiter)}\n`,
				);
		}
		return input.failures > 0 ? 1 : 0;
	},
);

// `1,3-5,7-`
function readRanges(list: string, isFields: boolean, hint: string): (position: number) => boolean {
	const what = isFields ? 'fields' : 'byte/character positions';
	const ranges = list.split(',').map(range => {
		const match = /^(\d*)(-?)(\d*)$/.exec(range);
		if (!match || (match[1] === '' && match[3] === ''))
			throw new ToolError(`cut: invalid ${isFields ? 'field' : 'byte or character'} range\n${hint}`);
		const from = match[1] === '' ? 1 : Number(match[1]);
		const to = match[2] === '' ? from : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
		if (from === 0) throw new ToolError(`cut: ${what} are numbered from 1\n${hint}`);
		if (to < from) throw new ToolError(`cut: invalid decreasing range\n${hint}`);
		return [from, to] as const;
	});
	return position => ranges.some(([from, to]) => position >= from && position <= to);
}

/** tr, with -d -s -c and ranges */
export const tr: Command = tool(
	'tr',
	{letters: 'dscC', long: {delete: 'd', 'squeeze-repeats': 's', complement: 'c'}, stopsAtOperand: true},
	function* ({options, operands}) {
		const [first, second] = operands;
		const hint = "Try 'tr --help' for more information.";
		if (first === undefined) throw new ToolError(`tr: missing operand\n${hint}`);
		const isDeleting = options.has('d');
		if (second === undefined && !isDeleting && !options.has('s'))
			throw new ToolError(`tr: missing operand after ‘${first}’\nTwo strings must be given when translating.\n${hint}`);
		const from = characters(first);
		const to = second === undefined ? undefined : characters(second);
		const isListed = new Set(from);
		const isIn = (character: string) => isListed.has(character) !== (options.has('c') || options.has('C'));
		const translate = (character: string) => {
			if (isDeleting || !to || !isIn(character)) return character;
			const index = options.has('c') || options.has('C') ? to.length - 1 : from.lastIndexOf(character);
			return to[Math.min(index, to.length - 1)] ?? '';
		};
		const squeezed = to && options.has('s') ? new Set(to) : undefined;
		let last = '';
		for (let piece = yield {kind: 'read'}; piece !== undefined; piece = yield {kind: 'read'}) {
			let text = '';
			for (const character of piece) {
				if (isDeleting && isIn(character)) continue;
				const translated = translate(character);
				const isSqueezed = options.has('s') && (squeezed ? squeezed.has(translated) : isIn(translated));
				if (!isSqueezed || translated !== last) text += translated;
				last = translated;
			}
			yield* print(text);
		}
		return 0;
	},
);

const CHARACTER_CLASSES: Readonly<Record<string, string>> = {
	upper: 'A-Z',
	lower: 'a-z',
	digit: '0-9',
	alpha: 'A-Za-z',
	alnum: '0-9A-Za-z',
	space: '\\t\\n\\v\\f\\r ',
	blank: ' \\t',
	punct: '!-/:-@[-`{-~',
	xdigit: '0-9A-Fa-f',
	cntrl: '\\001-\\037\\177',
};

// `a-z`, `[:upper:]`, `\n`
function characters(set: string): string[] {
	const source = set.replace(/\[:(\w+):\]/g, (all, name: string) => CHARACTER_CLASSES[name] ?? all);
	const all: string[] = [];
	const escapes: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r', v: '\v', f: '\f', a: '\x07', b: '\b'};
	const units = [...source.matchAll(/\\([0-7]{1,3})|\\(.)|([\s\S])/gu)].map(match => ({
		character: match[1]
			? String.fromCharCode(Number.parseInt(match[1], 8))
			: match[2]
				? (escapes[match[2]] ?? match[2])
				: match[3]!,
		isPlain: match[3] !== undefined,
	}));
	for (let index = 0; index < units.length; index++) {
		const end = units[index + 1]?.character === '-' && units[index + 1]!.isPlain ? units[index + 2] : undefined;
		if (!end) {
			all.push(units[index]!.character);
			continue;
		}
		const [from, to] = [units[index]!.character.codePointAt(0)!, end.character.codePointAt(0)!];
		if (to < from)
			throw new ToolError(
				`tr: range-endpoints of '${units[index]!.character}-${end.character}' are in reverse collating sequence order`,
			);
		for (let code = from; code <= to && all.length < 70_000; code++) all.push(String.fromCodePoint(code));
		index += 2;
	}
	return all;
}

/** paste, with -s -d */
export const paste: Command = tool('paste', {letters: 'sd:'}, function* ({options, operands, process}) {
	const delimiters = [...(options.value('d') ?? '\t')].join('').replaceAll('\\n', '\n').replaceAll('\\t', '\t');
	const columns: string[][] = [];
	for (const file of operands.length > 0 ? operands : ['-']) {
		const text =
			file === '-'
				? yield* new Input(['-'], process, () => '').all()
				: process.files.read(resolvePath(process.cwd, file));
		columns.push(text.replace(/\n$/, '').split('\n'));
	}
	const join = (cells: readonly string[]) =>
		cells.reduce(
			(line, cell, index) => line + (index > 0 ? (delimiters[(index - 1) % delimiters.length] ?? '') : '') + cell,
			'',
		);
	if (options.has('s')) for (const column of columns) yield* print(`${join(column)}\n`);
	else
		for (let row = 0; row < Math.max(...columns.map(column => column.length)); row++)
			yield* print(`${join(columns.map(column => column[row] ?? ''))}\n`);
	return 0;
});
