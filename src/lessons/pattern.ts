import {parsePattern} from './pattern-syntax.ts';

/** A regular expression of a lesson. It takes time in proportion to the text, whatever a stranger wrote. */
export interface Pattern {
	readonly source: string;
	/** Whether any line of the text matches. */
	test(text: string): boolean;
}

const MAX_LENGTH = 256 * 1024;
const MAX_INSTRUCTIONS = 5_000;

/** One syntax node; `parsePattern` makes them. */
export type PatternNode =
	| {readonly kind: 'character'; readonly accepts: (character: string) => boolean}
	| {readonly kind: 'assertion'; readonly at: Assertion}
	| {readonly kind: 'sequence' | 'choice'; readonly items: readonly PatternNode[]}
	| {readonly kind: 'repeat'; readonly item: PatternNode; readonly least: number; readonly most: number};

export type Assertion = 'start' | 'end' | 'word-edge' | 'no-word-edge';

// A program for all alternatives at once (K. Thompson, 1968): JavaScript's own expressions go back and try again, which may take for ever.
type Instruction =
	| {readonly kind: 'character'; readonly accepts: (character: string) => boolean}
	| {readonly kind: 'assertion'; readonly at: Assertion}
	| {readonly kind: 'fork'; targets: readonly number[]}
	| {readonly kind: 'accept'};

/** The usual syntax without look-around and back-references. Throws an Error that says what is wrong. */
export function compilePattern(source: string, ignoreCase = false): Pattern {
	const program: Instruction[] = [];
	emit(parsePattern(source, ignoreCase), program);
	program.push({kind: 'accept'});
	return {
		source,
		test: text =>
			text
				.slice(0, MAX_LENGTH)
				.split('\n')
				.some(line => matchesLine(program, line)),
	};
}

function emit(node: PatternNode, program: Instruction[]): void {
	if (program.length > MAX_INSTRUCTIONS) throw new Error('the regular expression is too large');
	switch (node.kind) {
		case 'character':
		case 'assertion':
			program.push(node);
			break;
		case 'sequence':
			for (const item of node.items) emit(item, program);
			break;
		case 'choice':
			emitChoice(node.items, program);
			break;
		case 'repeat':
			emitRepeat(node, program);
	}
}

function emitChoice(items: readonly PatternNode[], program: Instruction[]): void {
	const fork: Instruction = {kind: 'fork', targets: []};
	program.push(fork);
	const ends: Instruction[] = [];
	const starts = items.map(item => {
		const start = program.length;
		emit(item, program);
		const end: Instruction = {kind: 'fork', targets: []};
		program.push(end);
		ends.push(end);
		return start;
	});
	fork.targets = starts;
	for (const end of ends) if (end.kind === 'fork') end.targets = [program.length];
}

function emitRepeat({item, least, most}: PatternNode & {kind: 'repeat'}, program: Instruction[]): void {
	for (let count = 0; count < least; count++) emit(item, program);
	if (most === Infinity) {
		const loop: Instruction = {kind: 'fork', targets: []};
		const start = program.push(loop) - 1;
		emit(item, program);
		program.push({kind: 'fork', targets: [start]});
		loop.targets = [start + 1, program.length];
		return;
	}
	const exits: Instruction[] = [];
	for (let count = least; count < most; count++) {
		const exit: Instruction = {kind: 'fork', targets: [program.length + 1]};
		program.push(exit);
		exits.push(exit);
		emit(item, program);
	}
	for (const exit of exits) if (exit.kind === 'fork') exit.targets = [...exit.targets, program.length];
}

function matchesLine(program: readonly Instruction[], line: string): boolean {
	let current = new Set<number>();
	for (let position = 0; position <= line.length; position++) {
		// A match may begin anywhere.
		if (follow(program, 0, line, position, current)) return true;
		const next = new Set<number>();
		for (const index of current) {
			const instruction = program[index]!;
			if (instruction.kind === 'character' && position < line.length && instruction.accepts(line[position]!))
				if (follow(program, index + 1, line, position + 1, next)) return true;
		}
		current = next;
	}
	return false;
}

// Adds every place that can be reached without reading a character. True when that is the end of the program.
function follow(
	program: readonly Instruction[],
	start: number,
	line: string,
	position: number,
	reached: Set<number>,
): boolean {
	const open = [start];
	for (let index = open.pop(); index !== undefined; index = open.pop()) {
		if (reached.has(index)) continue;
		reached.add(index);
		const instruction = program[index]!;
		if (instruction.kind === 'accept') return true;
		if (instruction.kind === 'fork') open.push(...instruction.targets);
		else if (instruction.kind === 'assertion' && holds(instruction.at, line, position)) open.push(index + 1);
	}
	return false;
}

function holds(assertion: Assertion, line: string, position: number): boolean {
	if (assertion === 'start') return position === 0;
	if (assertion === 'end') return position === line.length;
	const isWord = (character: string | undefined) => character !== undefined && /\w/.test(character);
	return (isWord(line[position - 1]) !== isWord(line[position])) === (assertion === 'word-edge');
}
