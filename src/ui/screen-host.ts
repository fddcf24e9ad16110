import type {Lab} from '../lab.ts';
import type {Locale} from '../lab-view.ts';

/** One lesson in the list. */
export interface LessonEntry {
	readonly id: string;
	readonly title: string;
	readonly chapterTitle: string;
	readonly minutes: number;
	readonly isCore: boolean;
	readonly state: 'new' | 'begun' | 'solved';
	/** The best result of an exam that was sat. */
	readonly bestPercent?: number;
}

/** How editing in the person's own editor ended. */
export type EditOutcome =
	| {readonly kind: 'saved'; readonly text: string}
	/** The editor says that it failed, as `:cq` does in vi: nothing is to be changed. */
	| {readonly kind: 'given-up'}
	/** The editor could not be started. */
	| {readonly kind: 'not-started'; readonly editor: string};

/** What the screen needs from around it: lessons, progress, language. Implemented where the parts are wired together. */
export interface ScreenHost {
	readonly locale: Locale;
	/** Lessons in the order of the course, with this person's state. */
	lessons(): readonly LessonEntry[];
	/** Opens a lesson where the learner left it; undefined opens the sandbox. */
	open(lessonId: string | undefined): Promise<Lab>;
	/** Why progress is not what it was, or can't be saved; undefined when all is well. */
	readonly notice: string | undefined;
	/** Keeps the session as it is now. Called when the learner leaves a lesson and while it goes on. */
	save(lab: Lab): void;
	setLocale(locale: Locale): void;
	/** Whether the person has named an editor of their own. */
	readonly hasEditor: boolean;
	/** Opens a text in the person's editor. */
	edit(name: string, text: string): Promise<EditOutcome>;
}
