import type {Journal} from './cluster/journal.ts';
import type {Store} from './cluster/store.ts';
import type {EditRequest} from './shell/program.ts';

/** Languages of lessons and interface. kubectl's own output stays English. */
export type Locale = 'en' | 'zh-CN';

/** What the screen shows of a session at one moment. Immutable: a change makes a new view, and unchanged parts keep their identity. */
export interface LabView {
	readonly locale: Locale;
	/** Absent in the sandbox. */
	readonly lesson?: LessonView;
	readonly prompt: PromptView;
	readonly scrollback: readonly ScrollLine[];
	readonly time: TimeView;
	/** Grows with every change of the cluster; panels draw anew when it differs. */
	readonly clusterVersion: number;
	readonly store: Store;
	readonly journal: Journal;
	/** Set while an earlier moment of the session is shown. */
	readonly replay?: ReplayView;
	/** Set when a lab command or a program asks the screen for something. */
	readonly request?: ScreenRequest;
}

/** An earlier moment, in virtual milliseconds since the session began. */
export interface ReplayView {
	readonly atMs: number;
	/** Where the session itself stands. */
	readonly endMs: number;
	/** The session itself. */
	readonly live: LabView;
}

export type ScreenRequest =
	| {readonly kind: 'menu'}
	| {readonly kind: 'next-lesson'}
	| {readonly kind: 'help'}
	| {readonly kind: 'quit'}
	/** A program wants a text edited; answered by `lab.edited(text | undefined)`. */
	| ({readonly kind: 'edit'} & EditRequest);

export interface LessonView {
	readonly id: string;
	readonly title: string;
	readonly chapterTitle: string;
	/** 0-based; equals `steps.length` when the lesson is solved and the debrief is shown. */
	readonly stepIndex: number;
	readonly steps: readonly {readonly id: string; readonly title: string; readonly solved: boolean}[];
	/** Markdown of the lesson's story; shown before the first step's text. */
	readonly story: string;
	/** Markdown of the current step. */
	readonly text: string;
	readonly prediction?: PredictionView;
	readonly goals: readonly GoalView[];
	/** Markdown of what the current step's success meant; present once all its goals are met and the learner has not moved on. */
	readonly explanation?: string;
	/** Hints unlocked so far in this step. */
	readonly hints: readonly string[];
	readonly hintsLeft: number;
	/** A remark on what was typed or built last, where it is a typical mistake. */
	readonly remark?: string;
	/** Markdown, when the whole lesson is solved. */
	readonly debrief?: string;
	/** The cheat card, below the debrief. */
	readonly card?: readonly {readonly command: string; readonly text: string}[];
	readonly summary?: {readonly virtualMs: number; readonly commands: number; readonly hintsUsed: number};
	/** Present in an exam: its tasks are the steps, all open at once. */
	readonly exam?: ExamView;
}

/** What counts as time in an exam: that of the cluster, or that of the room. */
export type ExamClock = 'virtual' | 'wall';

export interface ExamView {
	/** `ready` until the first task is opened. */
	readonly phase: 'ready' | 'running' | 'over';
	readonly clock: ExamClock;
	readonly limitMs: number;
	/** Whole seconds. */
	readonly leftMs: number;
	/** Index of the open task. */
	readonly current?: number;
	readonly tasks: readonly ExamTaskView[];
	/** Present when it is over. */
	readonly report?: ExamReport;
}

export interface ExamTaskView {
	readonly id: string;
	readonly title: string;
	readonly topic: string;
	readonly maxPoints: number;
	readonly flagged: boolean;
	/** It was looked at. */
	readonly opened: boolean;
}

export interface ExamReport {
	readonly clock: ExamClock;
	readonly usedMs: number;
	readonly limitMs: number;
	readonly isTimeUp: boolean;
	readonly points: number;
	readonly maxPoints: number;
	/** Rounded down. */
	readonly percent: number;
	readonly passPercent: number;
	readonly passed: boolean;
	readonly topics: readonly ExamTopicReport[];
	readonly tasks: readonly ExamTaskReport[];
}

export interface ExamTopicReport {
	readonly id: string;
	readonly title: string;
	readonly points: number;
	readonly maxPoints: number;
	/** Ids of lessons that practise it. */
	readonly lessons: readonly string[];
}

export interface ExamTaskReport {
	readonly id: string;
	readonly title: string;
	/** Markdown of the task. */
	readonly text: string;
	readonly topic: string;
	readonly points: number;
	readonly maxPoints: number;
	readonly flagged: boolean;
	readonly goals: readonly (GoalView & {readonly points: number})[];
}

export interface PredictionView {
	readonly question: string;
	readonly choices: readonly {readonly key: string; readonly text: string}[];
	readonly chosen?: string;
	/** Present once the outcome was seen: which choice was right, and why. */
	readonly outcome?: {readonly correct: string; readonly text: string};
}

export interface GoalView {
	readonly id: string;
	readonly text: string;
	readonly met: boolean;
	/** A `throughout` goal that was violated; the step has to be started again (`reset` or undo). */
	readonly broken: boolean;
	/** What is wanted and what is there now, for unmet goals: one line each. */
	readonly details: readonly {readonly subject: string; readonly want: string; readonly have: string}[];
	/** Remaining time of a `hold`, while the rest is met. */
	readonly holdLeftMs?: number;
}

export interface PromptView {
	/** `$ `, `> ` for continuation lines, or a container's prompt. */
	readonly prefix: string;
	readonly text: string;
	/** Index into `text` in UTF-16 units. */
	readonly cursor: number;
	/** A program runs in the foreground; keys go to it, Ctrl-C ends it. */
	readonly busy: boolean;
	/** Candidates after an ambiguous Tab. */
	readonly candidates: readonly string[];
	/** Present during Ctrl-R. */
	readonly search?: string;
}

export interface ScrollLine {
	readonly id: number;
	readonly kind: 'input' | 'stdout' | 'stderr' | 'note';
	/** One line without control characters. */
	readonly text: string;
}

export interface TimeView {
	/** Virtual milliseconds since the session began. */
	readonly elapsedMs: number;
	readonly nowMs: number;
	readonly speed: number;
	readonly paused: boolean;
}
