import type {HereString, Redirect, Redirection} from 'unbash';
import {CommandFailure} from './control-flow.ts';
import {expandHereDocument, expandText} from './expand.ts';
import {FileError, resolvePath} from './files.ts';
import type {Program} from './program.ts';
import type {Run, Shell} from './shell.ts';
import {lineSource, openSink, PLAIN_STREAMS, redirected, type Sink, type Streams} from './streams.ts';

/** Opens the files of redirects from left to right. Throws CommandFailure when one can't be opened. */
export function* openRedirects(
	redirects: readonly Redirection[],
	shell: Shell,
	initial: Streams = PLAIN_STREAMS,
): Run<Streams> {
	let streams = initial;
	for (const redirect of redirects) {
		if (redirect.type === 'HereDoc')
			streams = {...streams, input: lineSource(yield* expandHereDocument(redirect, shell))};
		else if (redirect.type === 'HereString') streams = {...streams, input: yield* hereString(redirect, shell)};
		else streams = yield* openRedirect(redirect, streams, shell);
	}
	return streams;
}

/** Runs work of the shell with redirected streams. */
export function* withRedirects(redirects: readonly Redirection[], shell: Shell, work: () => Program): Program {
	if (redirects.length === 0) return yield* work();
	const streams = yield* openRedirects(redirects, shell);
	return yield* shell.within(surroundings(streams, shell), redirected(work(), streams, shell.process.files));
}

/** What a command inside such redirects sees of them. */
function surroundings(
	streams: Streams,
	shell: Shell,
): {hasInput: boolean; isTerminal: boolean; streams: readonly Streams[]} {
	return {
		hasInput: shell.hasInput || streams.input !== undefined,
		isTerminal: shell.isTerminal && streams.stdout.kind === 'stdout',
		streams: [...shell.streams, streams],
	};
}

function* hereString({target}: HereString, shell: Shell): Run<() => string | undefined> {
	return lineSource(`${target ? yield* expandText(target, shell) : ''}\n`);
}

function* openRedirect({operator, descriptor, target}: Redirect, streams: Streams, shell: Shell): Run<Streams> {
	const number = descriptor?.type === 'FileDescriptor' ? descriptor.value : operator.startsWith('<') ? 0 : 1;
	if (number > 2 || descriptor?.type === 'FileDescriptorVariable')
		throw new CommandFailure('kubekata: file descriptors above 2 are not simulated');
	const name = target ? yield* expandText(target, shell) : '';
	if (operator === '<' || operator === '<>' || operator === '<&') {
		if (name === '-') return {...streams, input: () => undefined};
		if (operator === '<&') return streams;
		return {...streams, input: lineSource(readInput(name, shell))};
	}
	const stream = number === 2 ? 'stderr' : 'stdout';
	if (operator === '>&' && name === '-') return {...streams, [stream]: {kind: 'nowhere'}};
	if (operator === '>&' && /^\d+$/.test(name)) {
		if (name !== '1' && name !== '2') throw new CommandFailure(`${name}: Bad file descriptor`);
		return {...streams, [stream]: name === '1' ? streams.stdout : streams.stderr};
	}
	const sink = open(name, operator === '>>' || operator === '&>>', streams, shell);
	const isBoth = operator === '&>' || operator === '&>>' || operator === '>&';
	return isBoth ? {...streams, stdout: sink, stderr: sink} : {...streams, [stream]: sink};
}

function open(name: string, append: boolean, streams: Streams, shell: Shell): Sink {
	try {
		if (name === '') throw new FileError('No such file or directory');
		return openSink(shell.process.files, shell.process.cwd, name, append, streams);
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		const reason = error.message === 'No such file or directory' ? 'nonexistent directory' : error.message;
		throw new CommandFailure(
			shell.settings.dialect === 'bash' ? `${name}: ${error.message}` : `can't create ${name}: ${reason}`,
		);
	}
}

function readInput(name: string, shell: Shell): string {
	try {
		return shell.process.files.read(resolvePath(shell.process.cwd, name));
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		const reason = error.message === 'No such file or directory' ? 'no such file' : error.message;
		throw new CommandFailure(
			shell.settings.dialect === 'bash' ? `${name}: ${error.message}` : `can't open ${name}: ${reason}`,
		);
	}
}
