import {FileError} from '../files.ts';
import {type Command, complain, print} from '../program.ts';
import {openSink, PLAIN_STREAMS, type Sink} from '../streams.ts';
import {tool} from './tool.ts';

/** Copies its input to files and on. */
export const tee: Command = tool('tee', {letters: 'ai', long: {append: 'a'}}, function* ({options, operands, process}) {
	const {files, cwd} = process;
	const sinks: Sink[] = [];
	let code = 0;
	for (const name of operands) {
		try {
			sinks.push(openSink(files, cwd, name, options.has('a'), PLAIN_STREAMS));
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			yield* complain(`tee: ${name}: ${error.message}\n`);
			code = 1;
		}
	}
	for (let piece = yield {kind: 'read'}; piece !== undefined; piece = yield {kind: 'read'}) {
		yield* print(piece);
		for (const sink of sinks) {
			if (sink.kind === 'file') files.write(sink.path, piece, {append: true});
			else if (sink.kind !== 'nowhere') yield {kind: 'write', stream: sink.kind, text: piece};
		}
	}
	return code;
});
