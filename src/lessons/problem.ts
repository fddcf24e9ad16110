import {plainText} from './plain-text.ts';

/** Something wrong in a lesson pack, and where. Lines and columns count from 1. */
export interface Problem {
	/** Path inside the pack: `deployment/rollback/lesson.yaml`. */
	readonly file: string;
	readonly line?: number;
	readonly column?: number;
	/** In English, starting with the field where there is one: `steps[0].goals: Required value`. */
	readonly message: string;
}

/** A lesson pack that can't be used; every problem that was found, not only the first. */
export class LessonError extends Error {
	constructor(readonly problems: readonly Problem[]) {
		super(problems.map(formatProblem).join('\n'));
	}
}

/** `file:line:column: message`, the form that editors and terminals make clickable. */
export function formatProblem({file, line, column, message}: Problem): string {
	return plainText(`${[file, line, column].filter(part => part !== undefined).join(':')}: ${message}`);
}
