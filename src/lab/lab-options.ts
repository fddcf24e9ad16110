import type {ExamClock} from '../lab-view.ts';
import type {LoggedInput} from './inputs.ts';
import type {SessionOptions} from './session-options.ts';

/** What a lab is opened with. */
export interface LabOptions extends SessionOptions {
	readonly chapterTitle?: string;
	/** How many times faster than real time the clock runs. */
	readonly speed?: number;
	/** A session to go on with. */
	readonly inputs?: readonly LoggedInput[];
	readonly elapsedMs?: number;
	/** What counts as time in an exam; the learner may still choose otherwise. */
	readonly examClock?: ExamClock;
}
