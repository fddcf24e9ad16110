import {durationMs} from './durations.ts';
import type {CelLanguage, Step, World} from './format.ts';
import {GoalCompiler} from './goal-compiler.ts';
import lessonSchema from './lesson-schema.json' with {type: 'json'};
import {LessonError} from './problem.ts';
import {type Schema, schemaProblems} from './schema.ts';
import type {LessonSource} from './source-types.ts';
import type {YamlSource} from './yaml-source.ts';

/** The machine part of a lesson. */
export interface LessonMachine {
	readonly core: boolean;
	readonly minutes: number;
	readonly world: Omit<World, 'files' | 'setup'>;
	readonly steps: readonly Step[];
}

/** Checks and compiles a `lesson.yaml`. Throws LessonError with everything that is wrong. */
export function compileLesson(source: YamlSource, cel: CelLanguage | undefined): LessonMachine {
	const problems = schemaProblems(source, lessonSchema as Schema);
	if (problems.length > 0) throw new LessonError(problems);
	const lesson = source.value as LessonSource;
	const compiler = new GoalCompiler(source, cel);
	const machine = {
		core: lesson.core ?? false,
		minutes: lesson.minutes,
		world: {
			...(lesson.world?.seed !== undefined && {seed: lesson.world.seed}),
			...(lesson.world?.nodes && {nodes: lesson.world.nodes}),
			run: lesson.world?.run ?? [],
			...(lesson.world?.commands && {commands: lesson.world.commands}),
			advanceMs: lesson.world?.advance ? durationMs(lesson.world.advance) : 0,
		},
		steps: lesson.steps.map((step, index) => compiler.step(step, ['steps', index])),
	};
	compiler.unique(lesson.steps, ['steps']);
	if (compiler.problems.length > 0) throw new LessonError(compiler.problems);
	return machine;
}

/** Whether any expression of the lesson needs the CEL language. */
export function usesCel(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(([key, item]) => (key === 'cel' && typeof item === 'string') || usesCel(item));
}
