import {formatDuration} from './duration.ts';
import type {Input} from './inputs.ts';
import type {Session} from './session.ts';
import type {LabText} from './text/en.ts';
import {labText} from './text/text.ts';
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
		const outcome = untilChange(session.cluster, NEXT_CHANGE_LIMIT_MS, stepMs => session.advance(stepMs));
		if (outcome === 'changed') return session.elapsedMs > beforeMs ? [passed()] : [];
		session.cameToNothing = outcome === 'nothing' ? {} : {ms: session.elapsedMs - beforeMs};
		return [];
	}
	if (durationMs > LONGEST_ADVANCE_MS) return [text.advanceTooFar];
	session.changed();
	session.advance(durationMs);
	return [passed()];
}

/** Tells that nothing came that could have been waited for. */
export function tellInVain(session: Session, {text: line, ms}: Extract<Input, {kind: 'came-to-nothing'}>): void {
	const text = labText(session.locale);
	if (line !== undefined) session.scrollback.add('input', session.prefix + line);
	session.scrollback.add('note', ms === undefined ? text.nothingScheduled : text.nothingWithin(formatDuration(ms)));
}
