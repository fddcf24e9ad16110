import type {NodeOptions} from '../cluster/cluster.ts';
import type {Kind} from '../cluster/objects.ts';
import type {ExamPaper} from './exam/exam-format.ts';
import type {FieldPath} from './field-path.ts';
import type {Matcher} from './matcher.ts';
import type {Pattern} from './pattern.ts';
import type {Prose} from './prose.ts';

/** One lesson, compiled from `lesson.yaml` and checked. */
export interface Lesson {
	/** `deployment/rollback` */
	readonly id: string;
	readonly core: boolean;
	readonly minutes: number;
	readonly world: World;
	readonly steps: readonly Step[];
	/** By locale: `en`, `zh-CN`. */
	readonly prose: ReadonlyMap<string, Prose>;
	/** `solution.sh` */
	readonly solution: string;
	/** `solution.sh`, `also-*.sh` and `not-*.sh` by file name: scripts for the prompt. */
	readonly routes: ReadonlyMap<string, string>;
	/** Present when a goal or remark uses CEL. */
	readonly celLanguage?: CelLanguage;
	/** Present for the drawn paper of an exam: its steps are tasks that are all open at once. */
	readonly exam?: ExamPaper;
}

/** The commands that change the world from outside. */
export type WorldCommandName = 'load' | 'node' | 'chaos';

export interface World {
	readonly seed?: number;
	readonly nodes?: readonly NodeOptions[];
	/** Files in the learner's home directory, by relative path. */
	readonly files: ReadonlyMap<string, string>;
	/** Files under `setup/` that only hidden lines see. */
	readonly setup: ReadonlyMap<string, string>;
	readonly run: readonly string[];
	readonly advanceMs: number;
	/** What the learner has at the prompt besides the usual commands. */
	readonly commands?: readonly WorldCommandName[];
}

export interface Step {
	readonly id: string;
	readonly prepare: readonly string[];
	readonly predict?: {readonly correct: string};
	readonly goals: readonly Goal[];
	readonly remarks: readonly Remark[];
}

export interface Goal {
	readonly id: string;
	readonly check: Check;
	/** How long it must stay met. */
	readonly holdMs?: number;
	readonly throughout: boolean;
	readonly once: boolean;
}

/** What a goal looks at. */
export type Check = StateCheck | CommandCheck | AnswerCheck;

/** Checks that look at the cluster alone. */
export type StateCheck = ObjectCheck | CountCheck | AbsentCheck | CelCheck;

export interface ObjectCheck {
	readonly kind: 'object';
	readonly objects: readonly {readonly reference: Reference; readonly fields: readonly Field[]}[];
}

export interface CountCheck {
	readonly kind: 'count';
	readonly selection: Selection;
	readonly matcher: Matcher;
}

export interface AbsentCheck {
	readonly kind: 'absent';
	readonly references: readonly Reference[];
}

export interface CelCheck {
	readonly kind: 'cel';
	readonly namespace: string;
	readonly expression: string;
	readonly want?: string;
	readonly have?: string;
}

export interface CommandCheck {
	readonly kind: 'command';
	/** Lines of which one must be matched in any spelling; empty: no such condition. */
	readonly like: readonly string[];
	readonly pattern?: Pattern;
	readonly exitCode: number | 'any';
	readonly output?: Matcher;
}

export interface AnswerCheck {
	readonly kind: 'answer';
	readonly ignoreCase: boolean;
	readonly accepted:
		| {readonly kind: 'oneOf'; readonly values: readonly string[]}
		| {readonly kind: 'matches'; readonly pattern: Pattern}
		| {readonly kind: 'fieldOf'; readonly reference: Reference; readonly path: FieldPath}
		| {readonly kind: 'countOf'; readonly selection: Selection};
}

/** Objects of a kind. `namespace` is undefined for all namespaces and for kinds without one. */
export interface Selection {
	readonly kind: Kind;
	readonly namespace: string | undefined;
	readonly selector: string;
	readonly where: readonly Field[];
}

export interface Reference {
	/** As the lesson writes it: `deployment/web`. */
	readonly source: string;
	readonly kind: Kind;
	/** Key in the store. */
	readonly key: string;
}

export interface Field {
	readonly path: FieldPath;
	readonly matcher: Matcher;
}

/** A reaction to a typical mistake; all conditions hold at once. */
export interface Remark {
	readonly id: string;
	readonly command?: CommandCheck;
	readonly state: readonly StateCheck[];
}

/** The expression language, loaded only for lessons that use it. */
export interface CelLanguage {
	/** Throws an Error with the place of the mistake. */
	compile(expression: string): (variables: Readonly<Record<string, unknown>>) => unknown;
}
