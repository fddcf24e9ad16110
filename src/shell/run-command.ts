import {FileError, resolvePath} from './files.ts';
import {limitMessage} from './limit-error.ts';
import {type Command, complain, type Process, type Program} from './program.ts';

const PROGRAM_DIRECTORIES = /^\/(usr\/local\/|usr\/)?s?bin\/([^/]+)$/;

/** What a command's name stands for: a known command, a script file, or the reason why it can't run. */
export type Found =
	| {readonly command: Command}
	| {readonly script: string; readonly path: string}
	| {readonly failure: 'not-found' | 'no-file' | 'directory' | 'not-executable'};

/** Looks a command up as `PATH` and slashes have it. */
export function findCommand(name: string, {machine, files, cwd}: Process): Found {
	if (!name.includes('/')) {
		const command = machine.commands.get(name);
		return command ? {command} : {failure: 'not-found'};
	}
	const path = resolvePath(cwd, name);
	const base = PROGRAM_DIRECTORIES.exec(path)?.[2];
	const command = base === undefined ? undefined : machine.commands.get(base);
	if (command) return {command};
	const stat = files.stat(path);
	if (!stat) return {failure: 'no-file'};
	if (stat.type === 'directory') return {failure: 'directory'};
	return (stat.mode & 0o111) === 0 ? {failure: 'not-executable'} : {script: files.read(path), path};
}

/** Runs a command line inside another command, as `xargs`, `env` and `watch` do. Complains under that command's name. */
export function* runCommand(argv: readonly string[], process: Process, caller: string): Program {
	const [name = '', ...args] = argv;
	const found = findCommand(name, process);
	if ('command' in found) return yield* guarded(name, found.command(args, process));
	if ('script' in found) return yield* runScriptFile(name, args, found.script, process);
	const isMissing = found.failure === 'not-found' || found.failure === 'no-file';
	yield* complain(`${caller}: ${quoted(name)}: ${isMissing ? 'No such file or directory' : 'Permission denied'}\n`);
	return isMissing ? 127 : 126;
}

/** Runs a script file with the program of its first line (`#!/bin/sh`). */
export function* runScriptFile(name: string, args: readonly string[], text: string, process: Process): Program {
	const interpreter = /^#!\s*(?:\S*\/env\s+)?(?:\S*\/)?([^\s/]+)/.exec(text)?.[1] ?? 'sh';
	const command = process.machine.commands.get(interpreter);
	if (!command) {
		yield* complain(`${name}: ${interpreter}: bad interpreter: No such file or directory\n`);
		return 126;
	}
	return yield* guarded(name, command([name, ...args], process));
}

/** Turns failures that a command didn't expect into a message. */
export function* guarded(name: string, program: Program): Program {
	try {
		return yield* program;
	} catch (error) {
		const message = error instanceof FileError ? error.message : limitMessage(error);
		if (message !== undefined) yield* complain(`${name}: ${message}\n`);
		else throw error;
		return 1;
	}
}

function quoted(name: string): string {
	return `‘${name}’`;
}
