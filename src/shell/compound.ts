import type {ArithmeticExpression, ArithmeticFor, Case, For, If, While} from 'unbash';
import {LoopControl} from './control-flow.ts';
import {expandArithmetic, expandPattern, expandText, expandWords} from './expand.ts';
import {Pattern} from './pattern.ts';
import type {Program} from './program.ts';
import type {Run, Shell} from './shell.ts';

export function* runIf(node: If, shell: Shell): Program {
	for (const branch of [node, ...node.elif])
		if ((yield* condition(shell.runNode(branch.clause), shell)) === 0) return yield* shell.runNode(branch.then);
	return node.else ? yield* shell.runNode(node.else) : 0;
}

export function* runFor(node: For, shell: Shell): Program {
	const values = node.wordlist ? yield* expandWords(node.wordlist, shell) : shell.state.args;
	let code = 0;
	for (const value of values) {
		yield* shell.spend(1);
		shell.set(node.name.value, value);
		const result = yield* loopBody(shell.runNode(node.body), shell);
		if (result === 'break') return 0;
		if (result !== 'continue') code = result;
	}
	return code;
}

export function* runArithmeticFor(node: ArithmeticFor, shell: Shell): Program {
	const value = function* (part: ArithmeticExpression | undefined): Run<number> {
		return part ? yield* expandArithmetic(shell.source.slice(part.pos, part.end), shell) : 1;
	};
	let code = 0;
	yield* value(node.initialize);
	while ((yield* value(node.test)) !== 0) {
		yield* shell.spend(1);
		const result = yield* loopBody(shell.runNode(node.body), shell);
		if (result === 'break') return 0;
		if (result !== 'continue') code = result;
		yield* value(node.update);
	}
	return code;
}

export function* runWhile(node: While, shell: Shell): Program {
	let code = 0;
	for (;;) {
		yield* shell.spend(1);
		const test = yield* loopBody(condition(shell.runNode(node.clause), shell), shell);
		if (test === 'break') return 0;
		if (test === 'continue') continue;
		if ((test === 0) !== (node.kind === 'while')) return code;
		const result = yield* loopBody(shell.runNode(node.body), shell);
		if (result === 'break') return 0;
		if (result !== 'continue') code = result;
	}
}

export function* runCase(node: Case, shell: Shell): Program {
	const text = yield* expandText(node.word, shell);
	let fallsThrough = false;
	let code = 0;
	for (const {pattern, body, terminator} of node.items) {
		let matches = fallsThrough;
		for (const word of pattern) matches ||= new Pattern(yield* expandPattern(word, shell)).matches(text);
		if (!matches) continue;
		code = yield* shell.runNode(body);
		if (terminator !== ';&' && terminator !== ';;&') return code;
		fallsThrough = terminator === ';&';
	}
	return code;
}

/** Runs something whose failure is an answer: `set -e` doesn't end the script. */
export function* condition(work: Program, shell: Shell): Program {
	shell.conditions++;
	try {
		return yield* work;
	} finally {
		shell.conditions--;
	}
}

// The exit code of one round, or how `break` and `continue` ended it.
function* loopBody(work: Program, shell: Shell): Run<number | 'break' | 'continue'> {
	shell.loops++;
	try {
		return yield* work;
	} catch (error) {
		if (!(error instanceof LoopControl)) throw error;
		if (error.levels <= 1) return error.kind;
		error.levels--;
		throw error;
	} finally {
		shell.loops--;
	}
}
