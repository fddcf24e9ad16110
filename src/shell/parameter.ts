import type {ParameterOperation, Word} from 'unbash';
import {evaluate} from './arithmetic.ts';
import {ShellError} from './control-flow.ts';
import {hasPattern, Pattern} from './pattern.ts';
import type {Run, Shell} from './shell.ts';

/** How the operands of an operation are expanded. */
export interface OperandExpansion {
	text(word: Word): Run<string>;
	pattern(word: Word): Run<string>;
}

/** The value of `$name`, `$1`, `$?` and so on; undefined if it is not set. `$@` and `$*` are joined by blanks. */
export function parameterValue(name: string, shell: Shell): string | undefined {
	const {state} = shell;
	if (/^\d+$/.test(name)) return name === '0' ? shell.settings.name : state.args[Number(name) - 1];
	switch (name) {
		case '?':
			return String(state.lastExitCode);
		case '#':
			return String(state.args.length);
		case '@':
		case '*':
			return state.args.length > 0 ? state.args.join(' ') : undefined;
		case '$':
			return String(shell.pid);
		case '!':
			return state.lastBackgroundPid === undefined ? undefined : String(state.lastBackgroundPid);
		case '-':
			return `${state.options.errexit ? 'e' : ''}h${state.options.xtrace ? 'x' : ''}`;
		case 'PWD':
			return shell.get('PWD') ?? shell.process.cwd;
		case 'RANDOM':
			return String(Math.floor(shell.process.machine.random() * 32_768));
		case 'SECONDS':
			return String(Math.floor(shell.process.machine.now() / 1000) % 100_000);
		case 'HOSTNAME':
			return shell.get('HOSTNAME') ?? shell.process.machine.hostname;
		default:
			return shell.get(name);
	}
}

/** The value where it is needed: an unset variable is empty, or with `set -u` an error. */
export function neededValue(name: string, shell: Shell): string {
	const value = parameterValue(name, shell);
	if (value === undefined && shell.state.options.nounset && !['@', '*'].includes(name))
		throw new ShellError(
			shell.settings.dialect === 'bash' ? `${name}: unbound variable` : `${name}: parameter not set`,
		);
	return value ?? '';
}

/** Carries out `${name…}` with an operation. Throws ShellError. */
export function* applyOperation(
	name: string,
	value: string | undefined,
	operation: ParameterOperation,
	shell: Shell,
	expand: OperandExpansion,
): Run<string> {
	switch (operation.type) {
		case 'Default': {
			const isMissing = value === undefined || (operation.operator.startsWith(':') && value === '');
			const kind = operation.operator.at(-1);
			if (kind === '+') return isMissing ? '' : yield* expand.text(operation.operand);
			if (!isMissing) return value;
			const operand = yield* expand.text(operation.operand);
			if (kind === '=') shell.set(name, operand);
			if (kind === '?') throw new ShellError(`${name}: ${operand || 'parameter null or not set'}`);
			return operand;
		}
		case 'Remove':
			return removeMatch(value ?? '', yield* expand.pattern(operation.operand), operation.operator);
		case 'Replace': {
			const pattern = yield* expand.pattern(operation.pattern);
			return replaceMatches(value ?? '', pattern, yield* expand.text(operation.replacement), operation.operator);
		}
		case 'Slice': {
			const offset = evaluate(yield* expand.text(operation.offset), shell);
			const length = operation.length && evaluate(yield* expand.text(operation.length), shell);
			return slice(value ?? '', offset, length);
		}
		case 'CaseModification':
			return changeCase(value ?? '', operation.operator);
		default:
			throw new ShellError(`\${${name}…}: bad substitution`);
	}
}

function removeMatch(value: string, source: string, operator: '#' | '##' | '%' | '%%'): string {
	const pattern = new Pattern(source);
	const isLongest = operator.length === 2;
	for (let step = 0; step <= value.length; step++) {
		const length = isLongest ? value.length - step : step;
		if (operator.startsWith('#') && pattern.matches(value.slice(0, length))) return value.slice(length);
		if (operator.startsWith('%') && pattern.matches(value.slice(value.length - length)))
			return value.slice(0, value.length - length);
	}
	return value;
}

function replaceMatches(
	value: string,
	source: string,
	replacement: string,
	operator: '/' | '//' | '/#' | '/%',
): string {
	if (operator === '//' && source !== '' && !hasPattern(source))
		return value.replaceAll(source.replace(/\\(.)/gs, '$1'), () => replacement);
	const pattern = new Pattern(source);
	const longestAt = (start: number): number => {
		for (let end = value.length; end > start; end--) if (pattern.matches(value.slice(start, end))) return end;
		return -1;
	};
	if (source === '') return value;
	let result = '';
	for (let start = 0; start < value.length; ) {
		if (operator === '/#' && start > 0) return result + value.slice(start);
		const end = longestAt(start);
		if (end < 0 || (operator === '/%' && end < value.length)) result += value[start++];
		else {
			result += replacement;
			start = end;
			if (operator !== '//') return result + value.slice(start);
		}
	}
	return result;
}

function slice(value: string, offset: number, length: number | undefined): string {
	const start = offset < 0 ? value.length + offset : offset;
	if (start < 0 || start > value.length) return '';
	if (length === undefined) return value.slice(start);
	if (length >= 0) return value.slice(start, start + length);
	if (value.length + length < start) throw new ShellError(`${length}: substring expression < 0`);
	return value.slice(start, value.length + length);
}

function changeCase(value: string, operator: '^' | '^^' | ',' | ',,'): string {
	const change = (text: string) => (operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase());
	return operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
}
