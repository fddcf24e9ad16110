/** What Go's JSON decoder says about a text that is no JSON: `invalid character '}' looking for beginning of value`. */
export function jsonProblem(text: string): string {
	return jsonSyntaxError(text).message;
}

/** The same, with how many characters were read up to and with the wrong one. */
export function jsonSyntaxError(text: string): {readonly message: string; readonly offset: number} {
	const scanner = new Scanner(text);
	const message = scanner.value() ?? scanner.end() ?? 'unexpected end of JSON input';
	return {message, offset: scanner.position + 1};
}

const DEEPEST = 1000;

// Follows the grammar just to find the first character that can't stand where it does. Methods return the problem, if any.
class Scanner {
	#at = 0;
	#depth = 0;

	constructor(readonly text: string) {}

	get position(): number {
		return this.#at;
	}

	value(): string | undefined {
		this.#skipBlanks();
		const char = this.text[this.#at];
		if (char === undefined) return 'unexpected end of JSON input';
		if (++this.#depth > DEEPEST) return 'exceeded max depth';
		const problem = this.#valueAt(char);
		this.#depth--;
		return problem;
	}

	end(): string | undefined {
		this.#skipBlanks();
		return this.#at < this.text.length ? this.#invalid('after top-level value') : undefined;
	}

	#valueAt(char: string): string | undefined {
		if (char === '{') return this.#object();
		if (char === '[') return this.#array();
		if (char === '"') return this.#string();
		if (char === '-' || (char >= '0' && char <= '9')) return this.#number();
		const word = ['true', 'false', 'null'].find(one => one[0] === char);
		return word ? this.#word(word) : this.#invalid('looking for beginning of value');
	}

	#object(): string | undefined {
		this.#at++;
		this.#skipBlanks();
		if (this.text[this.#at] === '}') return this.#advance();
		for (;;) {
			this.#skipBlanks();
			if (this.#ended()) return 'unexpected end of JSON input';
			if (this.text[this.#at] !== '"') return this.#invalid('looking for beginning of object key string');
			const problem = this.#string() ?? this.#expect(':', 'after object key') ?? this.value();
			if (problem) return problem;
			this.#skipBlanks();
			if (this.#ended()) return 'unexpected end of JSON input';
			if (this.text[this.#at] === '}') return this.#advance();
			const comma = this.#expect(',', 'after object key:value pair');
			if (comma) return comma;
		}
	}

	#array(): string | undefined {
		this.#at++;
		this.#skipBlanks();
		if (this.text[this.#at] === ']') return this.#advance();
		for (;;) {
			const problem = this.value();
			if (problem) return problem;
			this.#skipBlanks();
			if (this.#ended()) return 'unexpected end of JSON input';
			if (this.text[this.#at] === ']') return this.#advance();
			const comma = this.#expect(',', 'after array element');
			if (comma) return comma;
		}
	}

	#string(): string | undefined {
		for (this.#at++; !this.#ended(); this.#at++) {
			const char = this.text[this.#at]!;
			if (char === '"') return this.#advance();
			if (char < ' ') return this.#invalid('in string literal');
			if (char !== '\\') continue;
			const escaped = this.text[++this.#at];
			if (escaped === undefined) break;
			if (escaped === 'u') {
				for (let digit = 0; digit < 4; digit++)
					if (!/[0-9a-fA-F]/.test(this.text[++this.#at] ?? ''))
						return this.#invalid('in \\u hexadecimal character escape');
			} else if (!'"\\/bfnrt'.includes(escaped)) return this.#invalid('in string escape code');
		}
		return 'unexpected end of JSON input';
	}

	#number(): string | undefined {
		const match = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/.exec(this.text.slice(this.#at));
		if (!match) {
			this.#at++;
			return this.#ended() ? 'unexpected end of JSON input' : this.#invalid('in numeric literal');
		}
		this.#at += match[0].length;
		return undefined;
	}

	#word(word: string): string | undefined {
		for (const [index, char] of [...word].entries()) {
			if (this.#ended()) return 'unexpected end of JSON input';
			if (this.text[this.#at] !== char) return this.#invalid(`in literal ${word} (expecting '${word[index]}')`);
			this.#at++;
		}
		return undefined;
	}

	#expect(char: string, context: string): string | undefined {
		this.#skipBlanks();
		if (this.#ended()) return 'unexpected end of JSON input';
		return this.text[this.#at] === char ? this.#advance() : this.#invalid(context);
	}

	#advance(): undefined {
		this.#at++;
	}

	#ended(): boolean {
		return this.#at >= this.text.length;
	}

	#skipBlanks(): void {
		while (/[ \t\r\n]/.test(this.text[this.#at] ?? '')) this.#at++;
	}

	#invalid(context: string): string {
		if (this.#ended()) return 'unexpected end of JSON input';
		const char = String.fromCodePoint(this.text.codePointAt(this.#at)!);
		const shown = char === "'" ? `'\\''` : char === '"' ? `'"'` : `'${JSON.stringify(char).slice(1, -1)}'`;
		return `invalid character ${shown} ${context}`;
	}
}
