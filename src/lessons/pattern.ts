import {ExpressionProgram} from '../shell/expression-program.ts';
import {parseExpression} from '../shell/expression-syntax.ts';
import {LimitError} from '../shell/limit-error.ts';

/** A regular expression of a lesson. It takes time in proportion to the text, whatever a stranger wrote. */
export interface Pattern {
	readonly source: string;
	/** Whether any line of the text matches. */
	test(text: string): boolean;
}

const MAX_LENGTH = 256 * 1024;

/** The usual syntax without look-around and back-references. Throws an Error that says what is wrong. */
export function compilePattern(source: string, ignoreCase = false): Pattern {
	const flags = ignoreCase ? 'is' : 's';
	const program = new ExpressionProgram(parseExpression(source, flags), flags);
	return {
		source,
		test: text =>
			text
				.slice(0, MAX_LENGTH)
				.split('\n')
				.some(line => matches(program, line)),
	};
}

// What would take too long does not match.
function matches(program: ExpressionProgram, line: string): boolean {
	try {
		return program.run(line) !== undefined;
	} catch (error) {
		if (error instanceof LimitError) return false;
		throw error;
	}
}
