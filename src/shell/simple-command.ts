import type {ArrayValue, Assignment, Command, Redirection, Word} from 'unbash';
import {withoutAliases} from './aliases.ts';
import {setElement, setElements} from './arrays.ts';
import {builtins} from './builtins/all.ts';
import {FunctionReturn, ShellError} from './control-flow.ts';
import {expandArithmetic, expandText, expandWords} from './expand.ts';
import type {Process, Program} from './program.ts';
import {openRedirects, withRedirects} from './redirects.ts';
import {findCommand, guarded, runScriptFile} from './run-command.ts';
import type {Run, Shell} from './shell.ts';
import type {ShellFunction} from './shell-state.ts';

type Part = Word | Assignment | Redirection;

const TOOL_WORK = 20;
const MAX_CALLS = 200;
/** Built-ins whose arguments are assignments. */
const DECLARATIONS = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);

/** Runs one command with its assignments and redirects. */
export function* runSimpleCommand(node: Command, shell: Shell): Program {
	yield* shell.spend(1);
	const parts = withoutAliases(node, shell.state.aliases);
	if (!Array.isArray(parts)) return yield* shell.run(parts.statements);
	const redirects = parts.filter(isRedirection);
	const firstWord = parts.findIndex(part => part.type === 'Word');
	const isAssignmentOnly = firstWord < 0;
	const assignments = parts.filter(
		(part, index) => part.type === 'Assignment' && (isAssignmentOnly || index < firstWord),
	);
	shell.substituted = 0;
	const words = isAssignmentOnly ? [] : parts.slice(firstWord).filter(part => !isRedirection(part));
	const argv = yield* expandArguments(words as (Word | Assignment)[], shell);
	const values = yield* expandAssignments(assignments as Assignment[], shell);
	if (shell.state.options.xtrace) yield* trace(values, argv, shell);
	if (argv.length === 0) {
		for (const [name, value] of values) shell.set(name, value);
		return yield* withRedirects(redirects, shell, () => done(shell.substituted));
	}
	return yield* runNamed(argv, values, redirects, shell, node.pos);
}

// biome-ignore lint/correctness/useYield: a program with nothing to do
function* done(code: number): Program {
	return code;
}

function isRedirection(part: Part): part is Redirection {
	return part.type === 'Redirect' || part.type === 'HereDoc' || part.type === 'HereString';
}

function* expandArguments(words: readonly (Word | Assignment)[], shell: Shell): Run<string[]> {
	const argv: string[] = [];
	for (const word of words) {
		if (word.type === 'Word') argv.push(...(yield* expandWords([word], shell)));
		else if (DECLARATIONS.has(argv[0] ?? '')) {
			const saved = shell.locals.at(-1);
			if (argv[0] === 'local' && saved && !saved.has(word.name)) saved.set(word.name, shell.get(word.name));
			const [assigned] = yield* expandAssignments([word], shell);
			argv.push(assigned ? `${assigned[0]}=${assigned[1]}` : word.name);
		} else if (word.value.type === 'ArrayValue') throw new ShellError("syntax error near unexpected token `('", 2);
		else {
			const [first = '', ...rest] = yield* expandWords([word.value], shell);
			argv.push(word.text.slice(0, word.value.pos - word.pos) + first, ...rest);
		}
	}
	return argv;
}

function* expandAssignments(assignments: readonly Assignment[], shell: Shell): Run<[string, string][]> {
	const values: [string, string][] = [];
	for (const {name, value, append, index} of assignments) {
		if (value.type === 'ArrayValue') {
			if (shell.settings.dialect !== 'bash') throw new ShellError('syntax error: unexpected "("', 2);
			setElements(name, yield* arrayElements(value, shell), append ?? false, shell);
			continue;
		}
		const text = yield* expandText(value, shell, true);
		if (index) {
			setElement(name, yield* expandArithmetic(index.text, shell), text, append ?? false, shell);
			continue;
		}
		values.push([name, append ? (shell.get(name) ?? '') + text : text]);
	}
	return values;
}

// Each element is expanded as words of a command are.
function* arrayElements({elements}: ArrayValue, shell: Shell): Run<string[]> {
	const isPlaced = (word: Word) => /^\[[^\]]+\]=/.test(word.text);
	if (elements.some(isPlaced)) throw new ShellError('kubekata: [index]=value in an array is not simulated');
	return yield* expandWords(elements, shell);
}

function* trace(values: readonly (readonly [string, string])[], argv: readonly string[], shell: Shell): Run<void> {
	const words = [...values.map(([name, value]) => `${name}=${traced(value)}`), ...argv.map(traced)];
	yield {kind: 'write', stream: 'stderr', text: `${shell.get('PS4') ?? '+ '}${words.join(' ')}\n`};
}

function traced(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function* runNamed(
	argv: readonly string[],
	values: readonly (readonly [string, string])[],
	redirects: readonly Redirection[],
	shell: Shell,
	position: number,
): Program {
	const [name = '', ...args] = argv;
	const custom = shell.state.functions.get(name);
	const builtin = builtins.get(name);
	if (custom || builtin) {
		if (name === 'exec' && args.length === 0) return yield* redirectForGood(redirects, shell);
		return yield* withAssignments(values, shell, () =>
			withRedirects(redirects, shell, () =>
				custom ? callFunction(custom, args, shell) : builtin!(args, shell, position),
			),
		);
	}
	yield* shell.spend(TOOL_WORK);
	const env = values.length > 0 ? new Map([...shell.process.env, ...values]) : shell.process.env;
	return yield* withRedirects(redirects, shell, () => runTool(name, args, shell, shell.processFor(env), position));
}

/** Runs a command that is no part of the shell. */
export function* runTool(
	name: string,
	args: readonly string[],
	shell: Shell,
	process: Process,
	position?: number,
): Program {
	const found = findCommand(name, process);
	if ('command' in found) return yield* guarded(name, found.command(args, process));
	if ('script' in found) return yield* runScriptFile(name, args, found.script, process);
	const isBash = shell.settings.dialect === 'bash';
	const text = {
		'not-found': isBash ? 'command not found' : 'not found',
		'no-file': isBash ? 'No such file or directory' : 'not found',
		directory: isBash ? 'Is a directory' : 'Permission denied',
		'not-executable': 'Permission denied',
	}[found.failure];
	process.machine.unknownCommand?.(name, args, `${name}: ${text}`);
	yield* shell.complain(`${name}: ${text}`, position);
	return found.failure === 'not-found' || found.failure === 'no-file' ? 127 : 126;
}

// `VAR=x built-in`: the variable has that value only meanwhile.
function* withAssignments(values: readonly (readonly [string, string])[], shell: Shell, work: () => Program): Program {
	if (values.length === 0) return yield* work();
	const before = values.map(([name]) => [name, shell.get(name)] as const);
	for (const [name, value] of values) shell.set(name, value);
	try {
		return yield* work();
	} finally {
		for (const [name, value] of before)
			if (value === undefined) shell.unset(name);
			else shell.set(name, value);
	}
}

// `exec > file`: what runs later in this shell keeps these streams.
function* redirectForGood(redirects: readonly Redirection[], shell: Shell): Program {
	Object.assign(shell.ownStreams, yield* openRedirects(redirects, shell, shell.ownStreams));
	return 0;
}

function* callFunction({body, source}: ShellFunction, args: readonly string[], shell: Shell): Program {
	if (shell.locals.length >= MAX_CALLS) throw new ShellError(`maximum function nesting level exceeded (${MAX_CALLS})`);
	const {args: before} = shell.state;
	const locals = new Map<string, string | undefined>();
	shell.state.args = args;
	shell.locals.push(locals);
	try {
		return yield* shell.within({source}, shell.runNode(body));
	} catch (error) {
		if (error instanceof FunctionReturn) return error.code;
		throw error;
	} finally {
		shell.state.args = before;
		shell.locals.pop();
		for (const [name, value] of locals)
			if (value === undefined) shell.unset(name);
			else {
				shell.state.arrays.delete(name);
				shell.set(name, value);
			}
	}
}
