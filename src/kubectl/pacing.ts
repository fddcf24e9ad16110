import type {Effect, Process, Reply} from '../shell/program.ts';

const AT_ONCE = 200;
const PAUSE_MS = 100;

/**
 * A pause before every two hundredth request: so many take their time in a real cluster, too. Meanwhile the screen is drawn, and Ctrl-C is
 * heard.
 */
export function* paceRequests(index: number, {machine}: Process): Generator<Effect, void, Reply> {
	if (index === 0 || index % AT_ONCE > 0) return;
	const untilMs = machine.now() + PAUSE_MS;
	while (machine.now() < untilMs) yield {kind: 'wait', untilMs};
}
