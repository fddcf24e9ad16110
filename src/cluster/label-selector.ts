import {ApiError} from './api-error.ts';
import {labelValueProblems, qualifiedNameProblems} from './name-rules.ts';

/** One term of a label selector; `exists` is a bare key, `!` a key that must be absent. */
export interface Requirement {
	readonly key: string;
	readonly operator: '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | '>' | '<';
	readonly values: readonly string[];
}

/** Parses `app=web,tier in (a,b),!old`. Throws BadRequest with the texts of Kubernetes' parser. */
export function parseLabelSelector(text: string): Requirement[] {
	const parser = new Parser(tokenize(text));
	return parser.selector().sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** A term as Kubernetes writes it back: `env in (prod,test)`. */
export function requirementText({key, operator, values}: Requirement): string {
	const list = [...values].sort().join(',');
	if (operator === 'exists') return key;
	if (operator === '!') return `!${key}`;
	return operator === 'in' || operator === 'notin' ? `${key} ${operator} (${list})` : `${key}${operator}${list}`;
}

interface Token {
	readonly type:
		| 'end'
		| 'identifier'
		| 'error'
		| '('
		| ')'
		| ','
		| '!'
		| '='
		| '=='
		| '!='
		| '<'
		| '>'
		| 'in'
		| 'notin';
	readonly text: string;
}

const SYMBOLS = ['(', ')', ',', '!', '=', '==', '!=', '<', '>'] as const;
const WORD_END = /[\s=!(),><]/;

function tokenize(text: string): Token[] {
	const tokens: Token[] = [];
	let position = 0;
	while (position < text.length) {
		const character = text[position]!;
		if (/[ \t\r\n]/.test(character)) {
			position++;
		} else if (/[=!(),><]/.test(character)) {
			const two = SYMBOLS.find(symbol => symbol === text.slice(position, position + 2));
			const symbol = two ?? SYMBOLS.find(one => one === character)!;
			tokens.push({type: symbol, text: symbol});
			position += symbol.length;
		} else {
			const start = position;
			while (position < text.length && !WORD_END.test(text[position]!)) position++;
			const word = text.slice(start, position);
			tokens.push({type: word === 'in' || word === 'notin' ? word : 'identifier', text: word});
		}
	}
	tokens.push({type: 'end', text: ''});
	return tokens;
}

const BINARY = 'in, notin, =, ==, !=, gt, lt';

// Recursive descent; `in` and `notin` are operators only directly after a key.
class Parser {
	#position = 0;

	constructor(private readonly tokens: readonly Token[]) {}

	selector(): Requirement[] {
		const requirements: Requirement[] = [];
		for (;;) {
			const {type, text} = this.#look();
			if (type === 'end') return requirements;
			if (type !== 'identifier' && type !== '!') {
				throw bad(`found '${text}', expected: !, identifier, or 'end of string'`);
			}
			requirements.push(this.#requirement());
			const next = this.#take();
			if (next.type === 'end') return requirements;
			if (next.type !== ',') throw bad(`found '${next.text}', expected: ',' or 'end of string'`);
			const after = this.#look();
			if (after.type !== 'identifier' && after.type !== '!') {
				throw bad(`found '${after.text}', expected: identifier after ','`);
			}
		}
	}

	#requirement(): Requirement {
		const absent = this.#look().type === '!';
		if (absent) this.#take();
		const {type, text: key} = this.#take();
		if (type !== 'identifier') throw unreadable(`found '${key}', expected: identifier`);
		const problems = qualifiedNameProblems(key);
		// Kubernetes has no path for the key here and prints a nil pointer.
		if (problems.length > 0) throw unreadable(`<nil>: Invalid value: ${JSON.stringify(key)}: ${problems.join('; ')}`);
		if (absent) return {key, operator: '!', values: []};
		if (this.#look().type === 'end' || this.#look().type === ',') return {key, operator: 'exists', values: []};
		const operator = this.#operator();
		const values = operator === 'in' || operator === 'notin' ? this.#values() : [this.#value()];
		const sorted = [...new Set(values)].sort();
		checkValues(key, operator, sorted);
		return {key, operator, values: sorted};
	}

	#operator(): Requirement['operator'] {
		const {type, text} = this.tokens[this.#position++]!;
		switch (type) {
			case 'in':
			case 'notin':
			case '=':
			case '==':
			case '!=':
			case '>':
			case '<':
				return type;
			default:
				throw unreadable(`found '${text}', expected: ${BINARY}`);
		}
	}

	#value(): string {
		const {type} = this.#look();
		if (type === 'end' || type === ',') return '';
		const token = this.#take();
		if (token.type !== 'identifier') throw unreadable(`found '${token.text}', expected: identifier`);
		return token.text;
	}

	#values(): string[] {
		const open = this.#take();
		if (open.type !== '(') throw unreadable(`found '${open.text}' expected: '('`);
		const first = this.#look();
		if (first.type === ')') {
			this.#take();
			return [''];
		}
		if (first.type !== 'identifier' && first.type !== ',') {
			throw unreadable(`found '${first.text}', expected: ',', ')' or identifier`);
		}
		const values = this.#identifiers();
		this.#take();
		return values;
	}

	// Between parentheses, up to but without the closing one; two commas in a row hold an empty value.
	#identifiers(): string[] {
		const values: string[] = [];
		for (;;) {
			const {type, text} = this.#take();
			const next = this.#look();
			if (type === 'identifier') {
				values.push(text);
				if (next.type === ')') return values;
				if (next.type !== ',') throw unreadable(`found '${next.text}', expected: ',' or ')'`);
			} else if (type === ',') {
				if (values.length === 0) values.push('');
				if (next.type === ')') return [...values, ''];
				if (next.type === ',') {
					this.#take();
					values.push('');
				}
			} else {
				throw unreadable(`found '${text}', expected: ',', or identifier`);
			}
		}
	}

	#look(): Token {
		return asValue(this.tokens[Math.min(this.#position, this.tokens.length - 1)]!);
	}

	#take(): Token {
		const token = this.#look();
		this.#position++;
		return token;
	}
}

function asValue(token: Token): Token {
	return token.type === 'in' || token.type === 'notin' ? {type: 'identifier', text: token.text} : token;
}

function checkValues(key: string, operator: Requirement['operator'], values: readonly string[]): void {
	const errors: string[] = [];
	if (operator === '>' || operator === '<') {
		for (const [index, value] of values.entries()) {
			if (/^[+-]?\d+$/.test(value)) continue;
			const text = "for 'Gt', 'Lt' operators, the value must be an integer";
			errors.push(`values[${index}]: Invalid value: ${JSON.stringify(value)}: ${text}`);
		}
	}
	for (const [index, value] of values.entries()) {
		const problems = labelValueProblems(value);
		if (problems.length === 0) continue;
		errors.push(`values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${problems.join('; ')}`);
	}
	if (errors.length > 0) throw unreadable(errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`);
}

function unreadable(text: string): ApiError {
	return bad(`unable to parse requirement: ${text}`);
}

function bad(text: string): ApiError {
	return new ApiError('BadRequest', text);
}
