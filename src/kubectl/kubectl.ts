import {ApiError} from '../cluster/api-error.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {type Command, complain, type Effect, type Process, type Program, print, type Reply} from '../shell/program.ts';
import {CommandError, type Flag, type Subcommand} from './command.ts';
import {COMMAND_GROUPS, COMMANDS} from './command-table.ts';
import {cascadeNote} from './deletion.ts';
import {failureText} from './failure-text.ts';
import {FlagError, firstArgument, type ParsedArguments, parseFlags} from './flags.ts';
import {GLOBAL_FLAGS, NOT_SIMULATED_FLAGS} from './global-flags.ts';
import {commandHelp, rootHelp} from './help.ts';
import {contextNamespace} from './kubeconfig.ts';
import {dryRunNote} from './output.ts';
import {suggestionsFor} from './suggestions.ts';

const HELP_FLAG = {name: 'help', short: 'h', type: 'boolean', help: 'Show this help', hidden: true} as const;

/** kubectl against one cluster, as a command of the shell. Never throws: whatever is wrong is printed, with the exit code of kubectl. */
export function kubectlCommand(cluster: Cluster): Command {
	return function* kubectl(words, process) {
		const route = findSubcommand(words);
		if (route.path.length === 0) return yield* runRoot(words, route.rest);
		const {path, rest} = route;
		const command = path.at(-1)!;
		const name = ['kubectl', ...path.map(one => one.name)].join(' ');
		const definitions = [...command.flags, ...GLOBAL_FLAGS, HELP_FLAG];
		let parsed: ParsedArguments;
		try {
			parsed = parseFlags(definitions, rest);
		} catch (error) {
			if (!(error instanceof FlagError)) throw error;
			yield* complain(`error: ${error.message}\nSee '${name} --help' for usage.\n`);
			return 1;
		}
		yield* complain(parsed.notes.map(note => `${note}\n`).join(''));
		if (parsed.flags.boolean('help')) {
			yield* print(commandHelp(name, command));
			return 0;
		}
		const warnings: string[] = [];
		const listening = {...cluster, api: cluster.api.reporting(warning => warnings.push(warning))};
		const line = commandLine(definitions, words);
		return yield* guarded(withWarnings(runCommand(listening, process, name, command, parsed, line), warnings));
	};
}

// The subcommand stands as it was written, an alias too.
function commandLine(definitions: readonly Flag[], words: readonly string[]): string {
	const {args, given} = parseFlags(definitions, words);
	return ['kubectl', ...args, ...given].join(' ');
}

/** The subcommand that words name, and the words that are left for it; an empty path if they name none. */
export function findSubcommand(words: readonly string[]): {path: readonly Subcommand[]; rest: readonly string[]} {
	const path: Subcommand[] = [];
	let rest = words;
	let candidates = COMMANDS;
	for (;;) {
		const at = firstArgument([...(path.at(-1)?.flags ?? []), ...GLOBAL_FLAGS, HELP_FLAG], rest);
		const word = rest[at];
		const found = candidates.find(one => one.name === word || one.aliases?.includes(word ?? ''));
		if (!found) return {path, rest};
		path.push(found);
		rest = [...rest.slice(0, at), ...rest.slice(at + 1)];
		candidates = found.subcommands ?? [];
	}
}

// Without a command: help, or a complaint about an unknown one.
function* runRoot(words: readonly string[], rest: readonly string[]): Program {
	const at = firstArgument(GLOBAL_FLAGS, rest);
	const word = rest[at];
	if (word === 'help') return yield* helpFor(words.filter(one => one !== 'help' && !one.startsWith('-')));
	if (word !== undefined) {
		const suggestions = suggestionsFor(word, COMMANDS);
		const hint = suggestions.length > 0 ? `\nDid you mean this?\n${suggestions.map(one => `\t${one}\n`).join('')}` : '';
		yield* complain(`error: unknown command ${JSON.stringify(word)} for "kubectl"\n${hint}`);
		return 1;
	}
	try {
		parseFlags([...GLOBAL_FLAGS, HELP_FLAG], rest);
	} catch (error) {
		if (!(error instanceof FlagError)) throw error;
		yield* complain(`error: ${error.message}\nSee 'kubectl --help' for usage.\n`);
		return 1;
	}
	yield* print(rootHelp(COMMAND_GROUPS));
	return 0;
}

function* helpFor(words: readonly string[]): Program {
	const {path} = findSubcommand(words);
	const command = path.at(-1);
	const name = ['kubectl', ...path.map(one => one.name)].join(' ');
	if (!command && words.length > 0) {
		yield* complain(`Unknown help topic [${words.map(word => `\`${word}\``).join(' ')}]\n${rootHelp(COMMAND_GROUPS)}`);
		return 0;
	}
	yield* print(command ? commandHelp(name, command) : rootHelp(COMMAND_GROUPS));
	return 0;
}

function* runCommand(
	cluster: Cluster,
	process: Process,
	name: string,
	command: Subcommand,
	{flags, args, dashAt}: ParsedArguments,
	commandLine: string,
): Program {
	const missing = command.flags.filter(flag => flag.required && !flags.given(flag.name)).map(flag => flag.name);
	if (missing.length > 0) {
		const names = missing.sort().map(one => JSON.stringify(one));
		throw new CommandError(`error: required flag(s) ${names.join(', ')} not set`);
	}
	for (const flag of NOT_SIMULATED_FLAGS)
		if (flags.given(flag) && !command.flags.some(own => own.name === flag))
			throw new CommandError(`kubekata: kubectl --${flag} is not simulated`);
	if (!command.run) {
		if (args.length > 0)
			throw new CommandError(
				`error: unknown command ${JSON.stringify(args.join(' '))}\nSee '${name} -h' for help and examples`,
			);
		// Only rollout says it on stdout.
		yield* (command.name === 'rollout' ? print : complain)(commandHelp(name, command));
		return 1;
	}
	yield* complain(dryRunNote(flags, cluster.clock.now()) + cascadeNote(flags));
	// `config` works on the file itself, whatever it holds.
	const namespace =
		flags.string('namespace') || (name.startsWith('kubectl config') ? 'default' : contextNamespace(process, flags));
	const fieldManager = flags.string('field-manager') || fieldManagerOf(name);
	return yield* command.run({args, dashAt, flags, cluster, namespace, process, commandLine, fieldManager});
}

const NAMED_MANAGERS = [
	'annotate',
	'autoscale',
	'create',
	'edit',
	'expose',
	'label',
	'patch',
	'replace',
	'rollout',
	'run',
	'set',
	'taint',
];

// Most commands that change something give the server a name of their own.
function fieldManagerOf(name: string): string {
	const verb = name.split(' ')[1] ?? '';
	if (verb === 'apply') return 'kubectl-client-side-apply';
	return NAMED_MANAGERS.includes(verb) ? `kubectl-${verb}` : 'kubectl';
}

// What the server warns of is shown as soon as it has answered, and the same warning only once.
function* withWarnings(program: Program, warnings: string[]): Program {
	const shown = new Set<string>();
	function* show(): Generator<Effect, void, Reply> {
		const fresh = new Set(warnings.splice(0).filter(warning => !shown.has(warning)));
		for (const warning of fresh) shown.add(warning);
		yield* complain([...fresh].map(warning => `Warning: ${warning}\n`).join(''));
	}
	try {
		let reply: Reply;
		for (;;) {
			const {done, value} = program.next(reply);
			yield* show();
			if (done) return value;
			reply = yield value;
		}
	} catch (error) {
		yield* show();
		throw error;
	} finally {
		// Interrupted: the program may have something left to clean up.
		let end = program.return(0);
		while (!end.done) end = program.next(yield end.value);
	}
}

// Failures of kubectl and refusals of the server are printed; a program that is interrupted just ends.
function* guarded(program: Program): Program {
	try {
		return yield* program;
	} catch (error) {
		if (!(error instanceof ApiError) && !(error instanceof CommandError)) throw error;
		yield* complain(failureText(error));
		return error instanceof CommandError ? error.exitCode : 1;
	}
}
