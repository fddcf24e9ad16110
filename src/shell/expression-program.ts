import type {Assertion, Expression, ExpressionNode, Repeat} from './expression-syntax.ts';
import {LimitError} from './limit-error.ts';

/** Start and end of the match and then of each group; undefined for groups that took no part. */
export type Captures = readonly (number | undefined)[];

const MAX_INSTRUCTIONS = 5_000;
const MAX_STEPS = 4_000_000;

type Instruction =
	| {readonly kind: 'character'; readonly accepts: (character: string) => boolean}
	| {readonly kind: 'assertion'; readonly at: Assertion}
	| Fork
	| {readonly kind: 'save'; readonly slot: number}
	| {readonly kind: 'forget'; readonly from: number; readonly to: number}
	| {readonly kind: 'accept'};

interface Fork {
	readonly kind: 'fork';
	/** What is tried first stands first. */
	targets: readonly number[];
}

interface Thread {
	readonly index: number;
	readonly captures: Captures;
}

/**
 * A regular expression that follows all alternatives at once (K. Thompson, 1968; with groups: R. Pike). It takes time in proportion to the
 * text and finds what JavaScript's own expressions find, which go back and try again, and may do so for ever.
 */
export class ExpressionProgram {
	readonly #instructions: Instruction[] = [];
	readonly #isMultiline: boolean;

	/** Throws an Error for what it cannot do: back-references, looking around, and what is too large. */
	constructor({node}: Expression, flags = '') {
		this.#isMultiline = flags.includes('m');
		this.#emit({kind: 'group', number: 0, item: node});
		this.#instructions.push({kind: 'accept'});
	}

	/**
	 * The first match that begins at `from` or, unless `isSticky`, behind it. Throws a LimitError for a large expression on a large text.
	 */
	run(text: string, from = 0, isSticky = false): Captures | undefined {
		const size = this.#instructions.length;
		const seen = new Float64Array(size).fill(-1);
		let found: Captures | undefined;
		let current: Thread[] = [];
		let steps = 0;
		for (let position = from; position <= text.length; position++) {
			if (!found && (!isSticky || position === from)) this.#follow(current, 0, [], text, position, seen);
			else if (current.length === 0) break;
			const next: Thread[] = [];
			steps += current.length + 1;
			if (steps > MAX_STEPS) throw endless();
			for (const {index, captures} of current) {
				const instruction = this.#instructions[index]!;
				if (instruction.kind === 'accept') {
					// Whatever comes behind would have been tried later.
					found = captures;
					break;
				}
				if (instruction.kind === 'character' && position < text.length && instruction.accepts(text[position]!))
					this.#follow(next, index + 1, captures, text, position + 1, seen);
			}
			current = next;
		}
		return found;
	}

	// Adds every place that can be reached without reading a character, in the order in which they would be tried.
	#follow(
		threads: Thread[],
		start: number,
		before: Captures,
		text: string,
		position: number,
		seen: Float64Array,
	): void {
		const open: Thread[] = [{index: start, captures: before}];
		for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
			const {index, captures} = thread;
			if (seen[index] === position) continue;
			seen[index] = position;
			const instruction = this.#instructions[index]!;
			switch (instruction.kind) {
				case 'character':
				case 'accept':
					threads.push(thread);
					break;
				case 'fork':
					for (let choice = instruction.targets.length - 1; choice >= 0; choice--)
						open.push({index: instruction.targets[choice]!, captures});
					break;
				case 'save':
					open.push({
						index: index + 1,
						captures: withSlots(captures, instruction.slot, instruction.slot + 1, position),
					});
					break;
				case 'forget':
					open.push({index: index + 1, captures: withSlots(captures, instruction.from, instruction.to, undefined)});
					break;
				case 'assertion':
					if (holds(instruction.at, text, position, this.#isMultiline)) open.push({index: index + 1, captures});
			}
		}
	}

	#emit(node: ExpressionNode): void {
		if (this.#instructions.length > MAX_INSTRUCTIONS) throw new Error('the regular expression is too large');
		switch (node.kind) {
			case 'character':
			case 'assertion':
				this.#instructions.push(node);
				break;
			case 'sequence':
				for (const item of node.items) this.#emit(item);
				break;
			case 'choice':
				this.#emitChoice(node.items);
				break;
			case 'group':
				this.#instructions.push({kind: 'save', slot: node.number * 2});
				this.#emit(node.item);
				this.#instructions.push({kind: 'save', slot: node.number * 2 + 1});
				break;
			case 'repeat':
				this.#emitRepeat(node);
				break;
			case 'unsupported':
				throw new Error(node.problem);
		}
	}

	#emitChoice(items: readonly ExpressionNode[]): void {
		const fork = this.#fork();
		const ends = items.map(item => {
			fork.targets = [...fork.targets, this.#instructions.length];
			this.#emit(item);
			return this.#fork();
		});
		for (const end of ends) end.targets = [this.#instructions.length];
	}

	#emitRepeat(repeat: Repeat): void {
		const {least, most} = repeat;
		for (let count = 0; count < least; count++) {
			const before = this.#instructions.length;
			this.#emitTurn(repeat);
			// Nothing at all, which may be repeated for ever.
			if (this.#instructions.length === before) break;
		}
		const loop = this.#instructions.length;
		const exits: {readonly fork: Fork; readonly turn: number}[] = [];
		for (let count = least; count < (most === Infinity ? least + 1 : most); count++) {
			exits.push({fork: this.#fork(), turn: this.#instructions.length});
			this.#emitTurn(repeat);
		}
		if (most === Infinity) this.#fork().targets = [loop];
		const end = this.#instructions.length;
		for (const {fork, turn} of exits) fork.targets = repeat.isLazy ? [end, turn] : [turn, end];
	}

	#emitTurn({item, groups: [from, to]}: Repeat): void {
		if (from < to) this.#instructions.push({kind: 'forget', from: from * 2, to: to * 2});
		this.#emit(item);
	}

	#fork(): Fork {
		const fork: Fork = {kind: 'fork', targets: []};
		this.#instructions.push(fork);
		return fork;
	}
}

/** The error of a search that needs more steps than anybody waits for. */
export function endless(): LimitError {
	return new LimitError('this regular expression would take too long here');
}

function withSlots(captures: Captures, from: number, to: number, position: number | undefined): Captures {
	const result = [...captures];
	for (let slot = from; slot < to; slot++) result[slot] = position;
	return result;
}

function holds(assertion: Assertion, text: string, position: number, isMultiline: boolean): boolean {
	const isWord = (character: string | undefined) => character !== undefined && /\w/.test(character);
	const before = text[position - 1];
	const after = text[position];
	switch (assertion) {
		case 'start':
			return before === undefined || (isMultiline && before === '\n');
		case 'end':
			return after === undefined || (isMultiline && after === '\n');
		case 'word-edge':
		case 'no-word-edge':
			return (isWord(before) !== isWord(after)) === (assertion === 'word-edge');
		case 'before-word':
		case 'not-before-word':
			return isWord(after) === (assertion === 'before-word');
		case 'after-word':
		case 'not-after-word':
			return isWord(before) === (assertion === 'after-word');
	}
}
