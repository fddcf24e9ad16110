import {type Command, complain, type Process} from '../program.ts';
import {compare, examine, NotANumber} from '../test-operators.ts';
import {ToolError} from './tool.ts';

/** test EXPRESSION */
export const test: Command = testCommand('test');
/** [ EXPRESSION ] */
export const bracket: Command = testCommand('[');

function testCommand(name: 'test' | '['): Command {
	return function* (args, process) {
		try {
			if (name === '[' && args.at(-1) !== ']') throw new ToolError("[: missing `]'", 2);
			const words = name === '[' ? args.slice(0, -1) : args;
			return new TestExpression(name, words, process).value() ? 0 : 1;
		} catch (error) {
			if (error instanceof NotANumber) yield* complain(`${name}: ${error.message}: integer expression expected\n`);
			else if (error instanceof ToolError) yield* complain(`${error.message}\n`);
			else throw error;
			return 2;
		}
	};
}

/** `! -f a -o "$x" = y -a \( … \)`; with up to three words their number decides what they mean, as POSIX has it. */
class TestExpression {
	#position = 0;

	constructor(
		private readonly name: string,
		private readonly words: readonly string[],
		private readonly process: Process,
	) {}

	value(): boolean {
		const {words, process} = this;
		if (words.length === 0) return false;
		if (words.length === 1) return words[0] !== '';
		const [first = '', second = '', third = ''] = words;
		if (words.length === 3) {
			const compared = compare(first, second, third, process);
			if (compared !== undefined) return compared;
		}
		if (first === '!' && words.length <= 4) return !new TestExpression(this.name, words.slice(1), process).value();
		if (words.length === 2) return this.#unary(first, second);
		const result = this.#or();
		if (this.#position < words.length) throw new ToolError(`${this.name}: too many arguments`, 2);
		return result;
	}

	#or(): boolean {
		let result = this.#and();
		while (this.#take('-o')) result = this.#and() || result;
		return result;
	}

	#and(): boolean {
		let result = this.#not();
		while (this.#take('-a')) result = this.#not() && result;
		return result;
	}

	#not(): boolean {
		return this.#take('!') ? !this.#not() : this.#primary();
	}

	#primary(): boolean {
		if (this.#take('(')) {
			const result = this.#or();
			if (!this.#take(')')) throw new ToolError(`${this.name}: \`)' expected`, 2);
			return result;
		}
		const word = this.words[this.#position++];
		if (word === undefined) throw new ToolError(`${this.name}: argument expected`, 2);
		const operator = this.words[this.#position];
		const right = this.words[this.#position + 1];
		if (operator !== undefined && right !== undefined) {
			const compared = compare(word, operator, right, this.process);
			if (compared !== undefined) {
				this.#position += 2;
				return compared;
			}
		}
		if (operator !== undefined && /^-[a-zA-Z]$/.test(word)) {
			this.#position++;
			return this.#unary(word, operator);
		}
		return word !== '';
	}

	#unary(operator: string, operand: string): boolean {
		const answer = examine(operator, operand, this.process);
		if (answer === undefined) throw new ToolError(`${this.name}: ${operator}: unary operator expected`, 2);
		return answer;
	}

	#take(word: string): boolean {
		if (this.words[this.#position] !== word) return false;
		this.#position++;
		return true;
	}
}
