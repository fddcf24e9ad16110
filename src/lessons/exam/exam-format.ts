import type {NodeOptions} from '../../cluster/cluster.ts';
import type {LocalText} from '../course.ts';
import type {CelLanguage} from '../format.ts';
import type {GoalSource} from '../source-types.ts';
import type {PathPart, YamlSource} from '../yaml-source.ts';

/** An exam with its whole pool of tasks. A paper of it is drawn by a seed. */
export interface Exam {
	/** `exam/workloads` */
	readonly id: string;
	readonly minutes: number;
	readonly passPercent: number;
	/** How many tasks a paper has. */
	readonly draw: number;
	readonly topics: readonly Topic[];
	readonly tasks: readonly PoolTask[];
	/** By locale. */
	readonly prose: ReadonlyMap<string, ExamProse>;
	/** Present when a goal uses CEL. */
	readonly celLanguage?: CelLanguage;
}

export interface Topic {
	readonly id: string;
	readonly title: LocalText;
	/** Where the topic can be practised: ids of lessons. */
	readonly lessons: readonly string[];
}

export interface PoolTask {
	readonly id: string;
	readonly topicId: string;
	readonly source: TaskSource;
	/** Where it stands, for problems. */
	readonly file: YamlSource;
	readonly path: readonly PathPart[];
}

/** A task as its file has it; any text may hold placeholders. */
export interface TaskSource {
	readonly id: string;
	/** Values to draw from. `namespace` is made beforehand and is the default of the goals. */
	readonly parameters: Readonly<Record<string, readonly unknown[]>>;
	/** Nodes of the task's own, beside those of every cluster. */
	readonly nodes?: readonly NodeOptions[];
	/** Files in the learner's home directory, under a folder with the name of the namespace. */
	readonly files?: Readonly<Record<string, string>>;
	/** Objects that are there from the beginning, in the task's namespace. */
	readonly manifests?: string;
	/** Hidden lines that run after that. */
	readonly setup?: readonly string[];
	readonly goals: readonly TaskGoalSource[];
	/** Lines that earn all points. */
	readonly solution: string;
	/** Lines that earn less. */
	readonly misses?: readonly Miss[];
}

export interface TaskGoalSource extends GoalSource {
	/** 1 by default. */
	readonly points?: number;
}

export interface Miss {
	readonly points: number;
	readonly lines: string;
}

/** The words of a pool in one language; texts hold placeholders. */
export interface ExamProse {
	readonly title: string;
	readonly story: string;
	readonly tasks: ReadonlyMap<string, TaskProse>;
}

export interface TaskProse {
	readonly title: string;
	readonly text: string;
	readonly goals: ReadonlyMap<string, string>;
}

/** What makes a drawn lesson an exam. */
export interface ExamPaper {
	readonly limitMs: number;
	readonly passPercent: number;
	readonly topics: readonly Topic[];
	/** In the order of the lesson's steps. */
	readonly tasks: readonly PaperTask[];
}

export interface PaperTask {
	readonly id: string;
	readonly topicId: string;
	/** Points by goal, in their order. */
	readonly points: readonly number[];
	readonly solution: string;
	readonly misses: readonly Miss[];
}

/** The most that a task can earn. */
export function fullPoints({points}: Pick<PaperTask, 'points'>): number {
	return points.reduce((sum, each) => sum + each, 0);
}
