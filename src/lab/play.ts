import type {Lab} from '../lab.ts';

const LINE_LIMIT_MS = 60 * 60_000;
const PACE_LIMIT_MS = 30_000;
const STEP_LIMIT_MS = 10 * 60_000;
const PATIENCE_MS = 1000;
/** Any other prompt is that of a program, which is left at the end of a script. */
const OWN_PROMPTS = new Set(['$ ', '> ', '']);

/**
 * Types a script at the prompt as a patient learner would, line by line with `typeLine`. At the end time runs until the lesson is solved or
 * nothing changes any more.
 */
export function playScript(lab: Lab, script: string): void {
	for (const line of script.replace(/\r\n/g, '\n').split('\n')) typeLine(lab, line);
	finish(lab);
}

/**
 * Types one line and waits for the prompt; then time runs until the step is solved or the cluster is quiet, at most 30 seconds. `next`
 * lets time run until the step is solved. A solved step is left before the next line. Comments and empty lines are left out.
 */
export function typeLine(lab: Lab, line: string): void {
	if (!lab.isContinued && /^\s*(#|$)/.test(line)) return;
	if (line.trim() === 'next' && !lab.view().lesson?.exam) {
		// Not only until the cluster is quiet: a grace period or a probe's delay looks quiet, too.
		const deadlineMs = lab.elapsedMs + STEP_LIMIT_MS;
		while (!lab.isStepSolved && lab.elapsedMs < deadlineMs) lab.advance(PATIENCE_MS);
		lab.next();
		return;
	}
	if (lab.isStepSolved && !lab.isContinued) lab.next();
	lab.submit(line);
	// An earlier moment is only to be looked at.
	if (lab.view().replay) return;
	if (!lab.runUntilPrompt(LINE_LIMIT_MS)) lab.interrupt();
	if (!lab.isContinued) lab.runUntilQuiet(PACE_LIMIT_MS, () => lab.isStepSolved);
}

/** Lets time run until the lesson is solved or nothing changes any more; an exam is handed in. */
export function finish(lab: Lab): void {
	while (!OWN_PROMPTS.has(lab.view().prompt.prefix)) {
		lab.endInput();
		if (!lab.runUntilPrompt(LINE_LIMIT_MS)) lab.interrupt();
	}
	if (lab.view().lesson?.exam) {
		while (lab.view().lesson!.exam!.phase !== 'over') lab.submit('finish');
		return;
	}
	for (;;) {
		lab.runUntilQuiet(STEP_LIMIT_MS, () => lab.isStepSolved);
		if (!lab.isStepSolved || lab.isSolved()) return;
		lab.next();
	}
}
