import type {AndOr, CommandNode, CompoundList, Pipeline, PipelineNode, Statement} from 'unbash';
import {builtins} from './builtins/all.ts';
import {runText} from './builtins/control.ts';
import {condition, runArithmeticFor, runCase, runFor, runIf, runWhile} from './compound.ts';
import {evaluateConditional} from './conditional.ts';
import {CommandFailure, FunctionReturn, LoopControl, ShellError, ShellExit} from './control-flow.ts';
import {expandArithmetic} from './expand.ts';
import {limitMessage} from './limit-error.ts';
import {pipeline} from './pipeline.ts';
import type {Program} from './program.ts';
import {withRedirects} from './redirects.ts';
import type {Interpreter, Run, Shell} from './shell.ts';
import {runSimpleCommand, runTool} from './simple-command.ts';
import {redirected} from './streams.ts';

/** Runs the syntax tree. */
export const interpreter: Interpreter = {
	statements: runStatements,
	node: runNode,
	subshell: (statements, shell) => asSubshell(() => runStatements(statements, shell), shell),
	words: ([name = '', ...args], shell) =>
		builtins.get(name)?.(args, shell) ?? runTool(name, args, shell, shell.processFor()),
	builtinNames: new Set(builtins.keys()),
};

/** Traps run between commands, so a command in the foreground delays them. */
export function* runPendingTraps(shell: Shell): Run<void> {
	for (let signal = shell.pending.shift(); signal; signal = shell.pending.shift()) {
		const trap = shell.state.traps.get(signal);
		const {lastExitCode} = shell.state;
		if (trap) yield* runText(trap, shell);
		shell.state.lastExitCode = lastExitCode;
	}
}

/** The exit code of a shell that was left by `exit`, `return`, `break` or an error, which is explained. */
export function* endEarly(error: unknown, shell: Shell): Program {
	if (error instanceof ShellExit || error instanceof FunctionReturn) return error.code;
	if (error instanceof LoopControl) return 0;
	const limit = limitMessage(error);
	if (limit !== undefined) {
		yield* shell.complain(limit);
		return 2;
	}
	if (!(error instanceof ShellError)) throw error;
	yield* explain(error, shell);
	return error.code;
}

function* explain({message, position}: ShellError, shell: Shell): Run<void> {
	if (message.startsWith('kubekata: ')) yield {kind: 'write', stream: 'stderr', text: `${message}\n`};
	else yield* shell.complain(message, position);
}

function* runStatements(statements: readonly Statement[], shell: Shell): Program {
	let code = 0;
	for (const statement of statements) {
		yield* runPendingTraps(shell);
		code = statement.background ? yield* startJob(statement, shell) : yield* runAndOr(statement.command, shell);
		shell.state.lastExitCode = code;
	}
	return code;
}

function* startJob(statement: Statement, shell: Shell): Program {
	const subshell = shell.fork();
	subshell.hasInput = false;
	// The job keeps the redirects around it, but reads nothing.
	const program = shell.streams.reduceRight<Program>(
		(inner, streams) => redirected(inner, {...streams, input: () => undefined}, shell.process.files),
		asSubshell(() => runAndOr(statement.command, subshell), subshell),
	);
	const job = shell.jobs.start(program);
	if (!job) {
		yield* shell.complain('fork: retry: Resource temporarily unavailable');
		return 254;
	}
	shell.state.lastBackgroundPid = job.pid;
	return 0;
}

function* asSubshell(body: () => Program, shell: Shell): Program {
	let code: number;
	try {
		code = yield* body();
	} catch (error) {
		code = yield* endEarly(error, shell);
	}
	const trap = shell.state.traps.get('EXIT');
	if (trap) yield* runText(trap, shell);
	return code;
}

function* runAndOr(node: PipelineNode | AndOr, shell: Shell): Program {
	if (node.type !== 'AndOr') return yield* runAndCheck(node, shell);
	let code = 0;
	for (const [index, command] of node.commands.entries()) {
		const operator = node.operators[index - 1];
		if ((operator === '&&' && code !== 0) || (operator === '||' && code === 0)) continue;
		const isLast = index === node.commands.length - 1;
		const run = runAndCheck(command, shell);
		code = isLast ? yield* run : yield* condition(run, shell);
		shell.state.lastExitCode = code;
	}
	return code;
}

// With `set -e` the failure of a command ends the shell, unless it was asked as a condition.
function* runAndCheck(node: PipelineNode, shell: Shell): Program {
	const code = yield* runNode(node, shell);
	const isLoop = ['If', 'For', 'ArithmeticFor', 'While', 'Case', 'BraceGroup'].includes(node.type);
	const isNegated = node.type === 'Pipeline' && node.prefixes.some(({type}) => type === 'Negation');
	if (code !== 0 && shell.state.options.errexit && shell.conditions === 0 && !isLoop && !isNegated)
		throw new ShellExit(code);
	return code;
}

function* runNode(node: PipelineNode | CompoundList, shell: Shell): Program {
	switch (node.type) {
		case 'Pipeline':
			return yield* runPipeline(node, shell);
		case 'CompoundList':
			return yield* runStatements(node.commands, shell);
		default:
			return yield* reporting(runCommand(node, shell), shell, node.pos);
	}
}

// A command that fails before it runs says why.
function* reporting(work: Program, shell: Shell, position: number): Program {
	try {
		return yield* work;
	} catch (error) {
		if (error instanceof ShellError) error.position ??= position;
		if (!(error instanceof CommandFailure)) throw error;
		yield* explain(error, shell);
		return error.code;
	}
}

function* runCommand(node: CommandNode, shell: Shell): Program {
	switch (node.type) {
		case 'Command':
			return yield* runSimpleCommand(node, shell);
		case 'BraceGroup':
			return yield* runStatements(node.body.commands, shell);
		case 'Subshell':
			return yield* shell.fork().runAsSubshell(node.body.commands);
		case 'Redirected':
			return yield* withRedirects(node.redirects, shell, () => runNode(node.command, shell));
		case 'If':
			return yield* runIf(node, shell);
		case 'For':
			return yield* runFor(node, shell);
		case 'ArithmeticFor':
			return yield* runArithmeticFor(node, shell);
		case 'While':
			return yield* runWhile(node, shell);
		case 'Case':
			return yield* runCase(node, shell);
		case 'TestCommand':
			return (yield* evaluateConditional(node.expression, shell)) ? 0 : 1;
		case 'ArithmeticCommand':
			return (yield* expandArithmetic(node.body, shell)) === 0 ? 1 : 0;
		case 'Function':
			shell.state.functions.set(node.name.value, {body: node.body, source: shell.source});
			return 0;
		default:
			yield {kind: 'write', stream: 'stderr', text: `kubekata: ${node.type.toLowerCase()} is not simulated\n`};
			return 1;
	}
}

function* runPipeline({commands, operators, prefixes}: Pipeline, shell: Shell): Program {
	const isNegated = prefixes.filter(({type}) => type === 'Negation').length % 2 === 1;
	const isTimed = prefixes.some(({type}) => type === 'Time');
	const startMs = shell.process.machine.now();
	// `!` or `time` alone stands before an empty command, which succeeds.
	if (commands.length === 0) return isNegated ? 1 : 0;
	const run = commands.length === 1 ? runNode(commands[0]!, shell) : runStages(commands, operators, shell);
	const code = isNegated ? yield* condition(run, shell) : yield* run;
	if (isTimed) yield* printTimes(shell.process.machine.now() - startMs);
	return isNegated ? Number(code === 0) : code;
}

// What a piece of text costs on its way from one stage to the next, beside the commands themselves.
const PIECE = 0.05;

function* runStages(commands: readonly CommandNode[], operators: readonly string[], shell: Shell): Program {
	const stages = commands.map((command, index) => {
		const subshell = shell.fork();
		const isLast = index === commands.length - 1;
		subshell.hasInput ||= index > 0;
		subshell.isTerminal &&= isLast;
		const stage = asSubshell(() => runNode(command, subshell), subshell);
		if (operators[index] !== '|&') return stage;
		return redirected(stage, {stdout: {kind: 'stdout'}, stderr: {kind: 'stdout'}}, shell.process.files);
	});
	const spend = () => shell.spend(PIECE);
	return yield* pipeline(stages, () => shell.process.machine.now(), spend, shell.state.options.pipefail);
}

function* printTimes(elapsedMs: number): Run<void> {
	const time = (ms: number) => `${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(3)}s`;
	const text = `\nreal\t${time(elapsedMs)}\nuser\t${time(0)}\nsys\t${time(0)}\n`;
	yield {kind: 'write', stream: 'stderr', text};
}
