import type {ScrollLine} from '../lab-view.ts';
import {plainText} from '../lessons/plain-text.ts';

const MAX_LINES = 5_000;
const MAX_LINE_LENGTH = 10_000;
const TAB = 8;

/** What the terminal shows: bounded, without control characters, tabs expanded. The list is a new one after every change. */
export class Scrollback {
	#lines: readonly ScrollLine[] = [];
	#nextId = 1;
	// Text of an output stream after its last line end.
	#open: {kind: 'stdout' | 'stderr'; text: string} | undefined;

	get lines(): readonly ScrollLine[] {
		return this.#lines;
	}

	/** Text that a program wrote without a line end: its prompt, if it reads now. */
	get openText(): string {
		return this.#open ? display(this.#open.text) : '';
	}

	/** Adds whole lines. */
	add(kind: ScrollLine['kind'], text: string): void {
		this.closeLine();
		this.#append(text.split('\n').map(line => ({kind, text: line})));
	}

	/** Adds lines above what a program has left open, so that its prompt stays where it is. */
	addAbove(kind: ScrollLine['kind'], text: string): void {
		this.#append(text.split('\n').map(line => ({kind, text: line})));
	}

	/** Adds output of a program as it comes; a line appears when it is complete. */
	write(kind: 'stdout' | 'stderr', text: string): void {
		if (this.#open && this.#open.kind !== kind) this.closeLine();
		const parts = ((this.#open?.text ?? '') + text).split('\n');
		const rest = parts.pop()!;
		this.#open = rest === '' ? undefined : {kind, text: rest.slice(-MAX_LINE_LENGTH)};
		if (parts.length > 0) this.#append(parts.map(line => ({kind, text: line})));
	}

	/** Ends a line that its program left open. */
	closeLine(): void {
		if (!this.#open) return;
		const {kind, text} = this.#open;
		this.#open = undefined;
		this.#append([{kind, text}]);
	}

	/** Takes away what a program left open, to show it as a prompt. */
	takeOpen(): string {
		const text = this.openText;
		this.#open = undefined;
		return text;
	}

	/** Removes all lines from an id on, as a program does that clears its screen. */
	clearFrom(id: number): void {
		this.#open = undefined;
		this.#lines = this.#lines.filter(line => line.id < id);
	}

	/** The id that the next line gets. */
	get nextId(): number {
		return this.#nextId;
	}

	#append(added: readonly {kind: ScrollLine['kind']; text: string}[]): void {
		const lines = added.map(({kind, text}) => ({id: this.#nextId++, kind, text: display(text)}));
		this.#lines = [...this.#lines, ...lines].slice(-MAX_LINES);
	}
}

// A carriage return starts the line again, as progress displays do.
function display(text: string): string {
	const visible = text.slice(text.replace(/\r+$/, '').lastIndexOf('\r') + 1).slice(0, MAX_LINE_LENGTH);
	const clean = plainText(visible).replaceAll('\n', ' ');
	if (!clean.includes('\t')) return clean;
	let result = '';
	for (const character of clean) result += character === '\t' ? ' '.repeat(TAB - (result.length % TAB)) : character;
	return result;
}
