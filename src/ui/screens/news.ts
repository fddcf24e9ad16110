import type {LabView} from '../../lab-view.ts';

/** What tells a learner that there is something new to read. */
export interface News {
	/** Other for each step, for the debrief, and for the report of an exam. */
	readonly page: string;
	/** Other for each hint, remark and explanation, too. */
	readonly part: string;
}

export function newsOf({lesson}: LabView): News {
	if (!lesson) return {page: '', part: ''};
	const place = lesson.debrief === undefined ? `step ${lesson.stepIndex}` : 'debrief';
	const page = `${place} ${lesson.exam?.phase}`;
	return {page, part: [page, lesson.hints.length, lesson.remark, lesson.explanation !== undefined].join()};
}
