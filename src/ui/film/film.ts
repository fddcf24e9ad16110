import type {Lab} from '../../lab.ts';
import type {Line} from '../line.ts';
import {labFrame} from '../screens/lab-frame.ts';
import {FIRST_STATE} from '../screens/screen-state.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';

/** One picture of a film. */
export interface FilmFrame {
	/** Milliseconds since the film began. */
	readonly atMs: number;
	readonly rows: readonly Line[];
	readonly cursor?: {readonly x: number; readonly y: number};
}

export interface FilmOptions {
	readonly size: {readonly columns: number; readonly rows: number};
	readonly theme: Theme;
	readonly text: Text;
}

const KEY_MS = 45;
const ENTER_MS = 500;
const FRAME_MS = 200;
/** For the eye to find what has changed, and for the text of a new step. */
const LOOK_MS = 1500;
const READ_MS = 4000;
const SPEED = 5;
/** A line that waits longer than this is watched at a higher speed. */
const PATIENCE_MS = 60_000;
const HIGH_SPEED = 60;
const LINE_LIMIT_MS = 60 * 60_000;
const QUIET_MS = 5_000;

/** What the screen shows while a script is typed: every change with the moment when it is seen. */
export function* film(lab: Lab, script: string, options: FilmOptions): Generator<FilmFrame> {
	const camera = new Camera(lab, options);
	yield* camera.readStory();
	for (const line of script.replace(/\r\n/g, '\n').split('\n')) {
		if (!lab.isContinued && /^\s*(#|$)/.test(line)) continue;
		if (line.trim() === 'next') {
			yield* camera.run(() => lab.isStepSolved);
			yield* camera.goOn();
			continue;
		}
		if (lab.isStepSolved && !lab.isContinued) yield* camera.goOn();
		yield* camera.type(line);
		if (!lab.isContinued) yield* camera.run(isQuiet(lab));
		yield* camera.wait(LOOK_MS);
	}
	yield* camera.run(() => lab.isStepSolved);
	yield* camera.goOn();
}

class Camera {
	#atMs = 0;
	#last: readonly Line[] | undefined;
	#state = FIRST_STATE;

	constructor(
		private readonly lab: Lab,
		private readonly options: FilmOptions,
	) {}

	/** The story has the screen for itself before the first step. */
	*readStory(): Generator<FilmFrame> {
		yield* this.wait(READ_MS);
		this.#state = {...this.#state, panel: 'tree', isStoryRead: true};
		yield* this.wait(READ_MS);
	}

	/** Time of the film passes, and nothing else. */
	*wait(durationMs: number): Generator<FilmFrame> {
		yield* this.#shot();
		this.#atMs += durationMs;
		yield* this.#shot();
	}

	*type(line: string): Generator<FilmFrame> {
		for (const character of line) {
			this.lab.press({text: character});
			this.#atMs += KEY_MS;
			yield* this.#shot();
		}
		this.#atMs += ENTER_MS;
		this.lab.press({text: '', name: 'enter'});
		yield* this.#shot();
	}

	/** The cluster's time runs until it is enough, at most an hour. */
	*run(isEnough: () => boolean): Generator<FilmFrame> {
		const startMs = this.lab.elapsedMs;
		while (!isEnough() && this.lab.elapsedMs < startMs + LINE_LIMIT_MS) {
			this.lab.setSpeed(this.lab.elapsedMs < startMs + PATIENCE_MS ? SPEED : HIGH_SPEED);
			this.lab.tick(FRAME_MS);
			this.#atMs += FRAME_MS;
			yield* this.#shot();
		}
	}

	/** A solved step is looked at and left. */
	*goOn(): Generator<FilmFrame> {
		if (!this.lab.isStepSolved) return;
		yield* this.wait(READ_MS);
		this.lab.next();
		yield* this.wait(READ_MS);
	}

	*#shot(): Generator<FilmFrame> {
		const {size, theme, text} = this.options;
		const {rows, cursor} = labFrame(this.lab.view(), this.#state, size, theme, text);
		if (rows === this.#last) return;
		this.#last = rows;
		yield {atMs: this.#atMs, rows, ...(cursor && {cursor})};
	}
}

// The step is solved, or the prompt is free and nothing has changed for a few seconds.
function isQuiet(lab: Lab): () => boolean {
	let version = lab.view().clusterVersion;
	let quietSinceMs = lab.elapsedMs;
	return () => {
		const view = lab.view();
		if (view.clusterVersion !== version || view.prompt.busy) {
			version = view.clusterVersion;
			quietSinceMs = lab.elapsedMs;
		}
		return lab.isStepSolved || lab.elapsedMs >= quietSinceMs + QUIET_MS;
	};
}
