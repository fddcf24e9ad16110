import type {Lab} from '../lab.ts';
import type {Progress} from '../progress.ts';

/** Keeps a lesson's session for later. A solved and left lesson starts anew the next time, and so does an exam that is over. */
export function saveLesson(lab: Lab, progress: Progress): void {
	if (lab.lessonId === undefined) return;
	const view = lab.liveView().lesson;
	const report = view?.exam?.report;
	const isOver = view?.debrief !== undefined || report !== undefined;
	if (lab.inputs.length === 0 && !progress.lesson(lab.lessonId)) return;
	progress.saveLesson(lab.lessonId, {
		solved: lab.isSolved() ?? false,
		seed: lab.seed,
		inputs: isOver ? [] : lab.inputs,
		elapsedMs: isOver ? 0 : lab.elapsedMs,
		...(report && {bestPercent: report.percent}),
	});
}
