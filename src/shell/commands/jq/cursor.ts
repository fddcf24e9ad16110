import {ToolError} from '../tool.ts';

const KEYWORDS = new Set('def if then elif else end as reduce foreach try catch and or'.split(' '));
const MARK = /\?\/\/|\/\/=|[-+*/%|=!<>]=|\/\/|\.\.|[-+*/%|,.:;=<>()[\]{}?$]/y;

/** Reads the words and marks of a filter one after the other. */
export class FilterCursor {
	protected position = 0;

	constructor(protected readonly source: string) {}

	protected name(isKey = false): string {
		const match = this.take(/[A-Za-z_]\w*(?:::\w+)*/y);
		if (!match || (!isKey && KEYWORDS.has(match[0]))) throw this.error();
		return match[0];
	}

	protected word(word: string): boolean {
		const pattern = new RegExp(`${word}(?![\\w])`, 'y');
		return this.take(pattern) !== undefined;
	}

	protected mark(mark: string): boolean {
		MARK.lastIndex = this.position;
		if (MARK.exec(this.source)?.[0] !== mark) return false;
		this.position += mark.length;
		// What follows a dot directly belongs to it.
		if (mark !== '.') this.blanks();
		return true;
	}

	protected peek(text: string): boolean {
		return this.source.startsWith(text, this.position);
	}

	protected expect(mark: string): void {
		if (!this.mark(mark)) throw this.error();
	}

	protected take(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.position;
		const match = pattern.exec(this.source);
		if (!match) return undefined;
		this.position += match[0].length;
		this.blanks();
		return match;
	}

	protected blanks(): void {
		const blanks = /(?:\s+|#[^\n]*)*/y;
		blanks.lastIndex = this.position;
		this.position += blanks.exec(this.source)![0].length;
	}

	protected error(): ToolError {
		const rest = this.source.slice(this.position);
		const token = /^\S/.exec(rest)?.[0];
		const what = token === undefined ? 'unexpected end of file' : `unexpected '${token}'`;
		return new ToolError(
			`jq: error: syntax error, ${what} (Unix shell quoting issues?) at <top-level>, line 1:\n${this.source}\njq: 1 compile error`,
			3,
		);
	}
}
