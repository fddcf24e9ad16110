import {checkLength} from './limit-error.ts';
import {hasPattern, quotePattern} from './pattern.ts';

/** One word as it came out of the expansions. */
export interface Field {
	readonly text: string;
	/** The same as a pattern in which everything quoted stands for itself. Undefined without pattern characters. */
	readonly pattern: string | undefined;
}

const DEFAULT_SEPARATORS = ' \t\n';

/** Puts the expanded parts of one word together and splits what came out of unquoted expansions. */
export class Fields {
	readonly #done: Field[] = [];
	#text = '';
	#pattern = '';
	#isOpen = false;
	#length = 0;

	constructor(private readonly separators: string = DEFAULT_SEPARATORS) {}

	/** Text that means itself: quoted, or plain in the source. */
	literal(text: string): void {
		this.#add(text, quotePattern(text));
	}

	/** Unquoted pattern characters in the source. */
	active(text: string): void {
		this.#add(text, text);
	}

	/** The value of an unquoted expansion: split at separators, its pattern characters are active. */
	split(text: string): void {
		if (this.separators === '') {
			if (text !== '') this.active(text);
			return;
		}
		const isBlank = (character: string) =>
			this.separators.includes(character) && DEFAULT_SEPARATORS.includes(character);
		let piece = '';
		const flush = () => {
			if (piece !== '') this.active(piece);
			piece = '';
		};
		for (let index = 0; index < text.length; index++) {
			const character = text[index]!;
			if (!this.separators.includes(character)) piece += character;
			else {
				flush();
				// Several blanks part two fields only once; any other separator ends a field, even an empty one.
				if (this.#isOpen || !isBlank(character)) this.#end();
			}
		}
		flush();
	}

	/** Between two elements of `"$@"`. */
	boundary(): void {
		this.#end();
	}

	/** All fields; none at all if nothing but empty expansions was there. */
	end(): Field[] {
		if (this.#isOpen) this.#end();
		return this.#done;
	}

	#add(text: string, pattern: string): void {
		this.#length += text.length;
		checkLength(this.#length);
		this.#text += text;
		this.#pattern += pattern;
		this.#isOpen = true;
	}

	#end(): void {
		this.#done.push({text: this.#text, pattern: hasPattern(this.#pattern) ? this.#pattern : undefined});
		this.#text = '';
		this.#pattern = '';
		this.#isOpen = false;
	}
}
