import {ExpressionProgram, endless} from './expression-program.ts';
import {type Expression, type ExpressionNode, parseExpression} from './expression-syntax.ts';
import {LimitError} from './limit-error.ts';

/** Attempts that JavaScript's own expressions may make in a blink. */
const MAX_WAYS = 10_000_000;
const LONGEST_TEXT = 2 ** 30;
/** For expressions whose cost is not known. */
const SHORT_TEXT = 20;

/**
 * A regular expression of the learner, whose search always ends soon. JavaScript goes back and tries again, which takes ages for `(a+)+b`:
 * where that may happen the same search is made by a program that reads the text once. All of JavaScript's own functions (`test`,
 * `replace`, `matchAll`, `split`) search by `exec`.
 */
export class BoundedExpression extends RegExp {
	readonly #expression: Expression | undefined;
	readonly #longestText: number;
	#program: ExpressionProgram | undefined;

	/** Throws a SyntaxError, as RegExp does. */
	constructor(pattern: string | RegExp, flags?: string) {
		super(pattern, flags);
		this.#expression = parsed(this.source, this.flags);
		this.#longestText = this.#expression ? longestText(this.#expression.node) : SHORT_TEXT;
	}

	/** Throws a LimitError where a back-reference leaves no other way than that of JavaScript, and that one is too long. */
	override exec(text: string): RegExpExecArray | null {
		if (text.length <= this.#longestText) return this.#search(text);
		const {global, sticky} = this;
		const from = global || sticky ? this.lastIndex : 0;
		const captures = from > text.length ? undefined : this.#linear().run(text, from, sticky);
		if (global || sticky) this.lastIndex = captures?.[1] ?? 0;
		return captures ? this.#result(text, captures) : null;
	}

	// JavaScript looks at some limits of its own only when it searches for the first time.
	#search(text: string): RegExpExecArray | null {
		try {
			return super.exec(text);
		} catch {
			throw new LimitError('this regular expression is too large');
		}
	}

	#linear(): ExpressionProgram {
		try {
			if (!this.#expression) throw new Error('not understood');
			this.#program ??= new ExpressionProgram(this.#expression, this.flags);
			return this.#program;
		} catch {
			throw endless();
		}
	}

	#result(text: string, captures: readonly (number | undefined)[]): RegExpExecArray {
		const names = this.#expression!.groups;
		const part = (group: number) => {
			const [start, end] = [captures[group * 2], captures[group * 2 + 1]];
			return start === undefined || end === undefined ? undefined : text.slice(start, end);
		};
		const parts = [0, ...names.map((_, index) => index + 1)].map(part) as [string, ...string[]];
		const named = names.flatMap((name, index) => (name === undefined ? [] : [[name, part(index + 1)]]));
		const groups = named.length > 0 ? Object.fromEntries(named) : undefined;
		return Object.assign(parts, {index: captures[0]!, input: text, groups}) as RegExpExecArray;
	}
}

// Characters beyond 16 bits are one or two, depending on the flags `u` and `v`.
function parsed(source: string, flags: string): Expression | undefined {
	try {
		return /[uv]/.test(flags) ? undefined : parseExpression(source, flags);
	} catch {
		return undefined;
	}
}

function longestText(node: ExpressionNode): number {
	let longest = LONGEST_TEXT;
	// A search begins at every place anew.
	while (longest > 1 && (longest + 1) * ways(node, longest) > MAX_WAYS) longest /= 2;
	return longest;
}

/** In how many ways the expression may go through a text of that length, at most. */
function ways(node: ExpressionNode, length: number): number {
	switch (node.kind) {
		case 'character':
		case 'assertion':
			return 1;
		case 'sequence':
			return node.items.reduce((product, item) => product * ways(item, length), 1);
		case 'choice':
			return node.items.reduce((sum, item) => sum + ways(item, length), 0);
		case 'group':
		case 'unsupported':
			return ways(node.item, length);
		case 'repeat': {
			const most = Math.min(node.most, Math.max(length, node.least));
			const inner = ways(node.item, length);
			return inner > 1 ? inner ** most : most - node.least + 1;
		}
	}
}
