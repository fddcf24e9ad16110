import {formatDuration} from './duration.ts';
import type {Session} from './session.ts';
import type {LabText} from './text/en.ts';
import {untilChange} from './until-quiet.ts';

const LONGEST_ADVANCE_MS = 31 * 86_400_000;
const NEXT_CHANGE_LIMIT_MS = 400 * 86_400_000;

/** `advance 5m`, `advance next`: moves the clock. Returns the lines that answer it. */
export function advanceTime(session: Session, durationMs: number | 'next' | undefined, text: LabText): string[] {
	if (durationMs === undefined) return [text.advanceUsage];
	const beforeMs = session.elapsedMs;
	const passed = () => text.advanced(formatDuration(session.elapsedMs - beforeMs));
	if (durationMs === 'next') {
		session.changed();
		const isChanged = untilChange(session.cluster, NEXT_CHANGE_LIMIT_MS, stepMs => session.advance(stepMs));
		const hasPassed = session.elapsedMs > beforeMs;
		return [...(hasPassed ? [passed()] : []), ...(isChanged ? [] : [text.nothingScheduled])];
	}
	if (durationMs > LONGEST_ADVANCE_MS) return [text.advanceTooFar];
	session.changed();
	session.advance(durationMs);
	return [passed()];
}
