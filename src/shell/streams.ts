import {FileError, resolvePath} from './files.ts';
import type {FileTree, Program, Reply} from './program.ts';

/** Where the text of an output stream goes: on to the outer streams, into a file, or nowhere. */
export type Sink =
	| {readonly kind: 'stdout'}
	| {readonly kind: 'stderr'}
	| {readonly kind: 'file'; readonly path: string}
	| {readonly kind: 'nowhere'};

/** The redirected streams of a command. Without `input` it reads what its surroundings read. */
export interface Streams {
	readonly input?: () => string | undefined;
	readonly stdout: Sink;
	readonly stderr: Sink;
}

export const PLAIN_STREAMS: Streams = {stdout: {kind: 'stdout'}, stderr: {kind: 'stderr'}};

/** Opens a file for writing. Throws FileError. */
export function openSink(files: FileTree, cwd: string, target: string, append: boolean, current: Streams): Sink {
	const path = files.realPath(resolvePath(cwd, target));
	if (path === '/dev/null') return {kind: 'nowhere'};
	if (path === '/dev/stdout' || path === '/proc/1/fd/1') return current.stdout;
	if (path === '/dev/stderr' || path === '/proc/1/fd/2') return current.stderr;
	files.write(path, '', {append});
	return {kind: 'file', path};
}

/** Hands out a text line by line. */
export function lineSource(text: string): () => string | undefined {
	let position = 0;
	return () => {
		if (position >= text.length) return undefined;
		const end = text.indexOf('\n', position) + 1 || text.length;
		const line = text.slice(position, end);
		position = end;
		return line;
	};
}

/** The program with its streams redirected. */
export function* redirected(program: Program, streams: Streams, files: FileTree): Program {
	try {
		let reply: Reply;
		for (;;) {
			const step = program.next(reply);
			if (step.done) return step.value;
			const effect = step.value;
			reply = undefined;
			if (effect.kind === 'read' && streams.input) reply = streams.input();
			else if (effect.kind === 'write') {
				// Whoever writes to a full disk is over after the first message.
				if ((yield* writeTo(streams[effect.stream], effect.text, files)) !== 0) return 1;
			} else if (effect.kind !== 'clear' || streams.stdout.kind === 'stdout') reply = yield effect;
		}
	} finally {
		program.return(1);
	}
}

function* writeTo(sink: Sink, text: string, files: FileTree): Program {
	if (sink.kind === 'stdout' || sink.kind === 'stderr') yield {kind: 'write', stream: sink.kind, text};
	else if (sink.kind === 'file') {
		try {
			files.write(sink.path, text, {append: true});
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			yield {kind: 'write', stream: 'stderr', text: `write error: ${error.message}\n`};
			return 1;
		}
	}
	return 0;
}
