import type {Input} from './inputs.ts';
import type {Session} from './session.ts';

/**
 * Lets time run until a prompt is free, be it that of a container. A program that reads is given the end of its input, an editor is left
 * without saving.
 * @param apply does an input, so that it is part of the session's log
 * Returns false if no prompt is free after `limitMs`.
 */
export function untilPrompt(session: Session, limitMs: number, apply: (input: Input) => void): boolean {
	const {clock} = session.cluster;
	const deadlineMs = clock.now() + limitMs;
	while (session.isBusy && !session.isPrompting && clock.now() < deadlineMs) {
		if (session.request?.kind === 'edit') apply({kind: 'edited'});
		else if (session.isReading) apply({kind: 'eof'});
		else session.advance(Math.max(0, Math.min(clock.nextAtMs() ?? deadlineMs, deadlineMs) - clock.now()));
	}
	return !session.isBusy || session.isPrompting;
}
