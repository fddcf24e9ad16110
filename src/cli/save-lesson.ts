import type {Lab} from '../lab.ts';
import type {Progress} from '../progress.ts';

/** Keeps a lesson's session for later. A solved and left lesson starts anew the next time. */
export function saveLesson(lab: Lab, progress: Progress): void {
	if (lab.lessonId === undefined) return;
	const isOver = lab.view().lesson?.debrief !== undefined;
	if (lab.inputs.length === 0 && !progress.lesson(lab.lessonId)) return;
	progress.saveLesson(lab.lessonId, {
		solved: lab.isSolved() ?? false,
		seed: lab.seed,
		inputs: isOver ? [] : lab.inputs,
		elapsedMs: isOver ? 0 : lab.elapsedMs,
	});
}
