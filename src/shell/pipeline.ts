import type {Program, Reply} from './program.ts';
import type {Run} from './shell.ts';
import {Strand, waitForAny} from './strand.ts';

const BROKEN_PIPE = 141;
const MAX_BUFFERED = 64 * 1024;

/** Text on its way from one stage to the next, handed out in pieces that never reach beyond a line end. */
class Pipe {
	readonly #pieces: string[] = [];
	#size = 0;
	isWritten = true;
	isRead = true;

	get hasText(): boolean {
		return this.#size > 0;
	}

	get isFull(): boolean {
		return this.#size >= MAX_BUFFERED;
	}

	write(text: string): void {
		if (text === '') return;
		this.#pieces.push(text);
		this.#size += text.length;
	}

	take(): string | undefined {
		const piece = this.#pieces.shift();
		if (piece === undefined) return undefined;
		const end = piece.indexOf('\n') + 1;
		const line = end > 0 ? piece.slice(0, end) : piece;
		if (line.length < piece.length) this.#pieces.unshift(piece.slice(line.length));
		this.#size -= line.length;
		return line;
	}
}

/**
 * Runs programs side by side, each one's output being the next one's input. Text flows as it comes; a stage whose reader has ended is
 * ended at its next write. The exit code is that of the last stage, or with `pipefail` that of the last one that failed.
 *
 * @param now virtual time
 * @param spend called for every piece of text that goes on, so that a flood takes nothing but its own time
 */
export function* pipeline(
	programs: readonly Program[],
	now: () => number,
	spend: () => Run<void>,
	pipefail = false,
): Program {
	const strands = programs.map(program => new Strand(program));
	const pipes = strands.slice(1).map(() => new Pipe());
	try {
		for (;;) {
			// The stage nearest to the end goes first, so that nothing is produced before it is wanted.
			const index = strands.findLastIndex((strand, i) => canRun(strand, pipes[i - 1], pipes[i]));
			if (index >= 0) {
				yield* runStage(strands[index]!, pipes[index - 1], pipes[index]);
				yield* spend();
			} else if (strands.every(strand => strand.state === 'done')) break;
			else yield* waitForStages(strands, now);
		}
	} finally {
		for (const strand of strands) strand.kill(BROKEN_PIPE);
	}
	const failed = pipefail ? strands.findLast(strand => strand.exitCode !== 0) : undefined;
	return (failed ?? strands.at(-1)!).exitCode;
}

function canRun(strand: Strand, from: Pipe | undefined, to: Pipe | undefined): boolean {
	if (strand.state === 'reading') return from !== undefined && (from.hasText || !from.isWritten);
	return strand.state === 'ready' && !(to?.isFull && to.isRead);
}

// Until the stage blocks or has something for the next one.
function* runStage(strand: Strand, from: Pipe | undefined, to: Pipe | undefined): Program {
	if (strand.state === 'reading') strand.answer(from!.take());
	while (strand.state === 'ready') {
		const effect = strand.step();
		if (!effect) break;
		let reply: Reply;
		if (effect.kind === 'write' && effect.stream === 'stdout' && to) {
			if (!to.isRead) {
				strand.kill(BROKEN_PIPE);
				break;
			}
			to.write(effect.text);
			strand.answer(undefined);
			return 0;
		}
		if (effect.kind !== 'clear' || !to) reply = yield effect;
		strand.answer(reply);
	}
	if (strand.state === 'done') {
		if (from) from.isRead = false;
		if (to) to.isWritten = false;
	}
	return 0;
}

function* waitForStages(strands: readonly Strand[], now: () => number): Program {
	if (strands.some(strand => strand.state === 'waiting')) {
		yield waitForAny(strands);
		for (const strand of strands) strand.resume(now());
	} else strands[0]!.answer(yield {kind: 'read'});
	return 0;
}
