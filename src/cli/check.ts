import {existsSync, lstatSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {playScript} from '../lab/play.ts';
import {createLab} from '../lab.ts';
import type {Course} from '../lessons/course.ts';
import {isExam, loadExam} from '../lessons/exam/exam-loader.ts';
import type {Lesson} from '../lessons/format.ts';
import {loadLesson} from '../lessons/loader.ts';
import {loadCourse} from '../lessons/pack.ts';
import {formatProblem, LessonError, type Problem} from '../lessons/problem.ts';
import type {Prose} from '../lessons/prose.ts';
import {examProblems} from './check-exam.ts';
import type {Call} from './main.ts';

const DEFAULT_SEED = 1;
const SETTLE_LIMIT_MS = 2 * 60_000;

/** `kubekata check [DIR]`: verifies a lesson pack and prints every problem with its place. */
export async function check(directory: string, {environment, text, options}: Call): Promise<number> {
	const {problems, lessons, routes} = await checkPack(directory);
	if (options.json) environment.out(`${JSON.stringify(problems, undefined, 2)}\n`);
	for (const problem of problems) environment.err(`${formatProblem(problem)}\n`);
	if (problems.length > 0) environment.err(`${text.problems(problems.length)}\n`);
	else if (!options.json) environment.out(`${text.checked(lessons, routes)}\n`);
	return problems.length > 0 ? 1 : 0;
}

/** All problems of a pack: its files, its texts, and whether its routes do what they say. */
export async function checkPack(directory: string): Promise<{problems: Problem[]; lessons: number; routes: number}> {
	const problems: Problem[] = [];
	let course: Course;
	try {
		course = loadCourse(directory);
	} catch (error) {
		if (!(error instanceof LessonError)) throw error;
		return {problems: [...error.problems], lessons: 0, routes: 0};
	}
	const ids = course.chapters.flatMap(chapter => chapter.lessons);
	let routes = 0;
	for (const id of ids) {
		try {
			if (isExam(directory, id)) {
				const exam = await loadExam(directory, id, Object.keys(course.title));
				const checked = examProblems(exam, ids);
				problems.push(...checked.problems);
				routes += checked.scripts;
				continue;
			}
			const lesson = await loadLesson(directory, id, Object.keys(course.title));
			problems.push(...lessonProblems(directory, lesson));
			routes += lesson.routes.size;
		} catch (error) {
			if (!(error instanceof LessonError)) throw error;
			problems.push(...error.problems);
		}
	}
	for (const id of strayLessons(directory))
		if (!ids.includes(id))
			problems.push({
				file: `${id}/${isExam(directory, id) ? 'exam' : 'lesson'}.yaml`,
				message: 'is in no chapter of course.yaml',
			});
	return {problems, lessons: ids.length, routes};
}

/** What is wrong with a lesson that could be read. */
function lessonProblems(directory: string, lesson: Lesson): Problem[] {
	const problems: Problem[] = [];
	for (const [locale, prose] of lesson.prose) {
		const file = `${lesson.id}/${locale}.md`;
		problems.push(...linkProblems(directory, lesson.id, file, prose));
		if (!prose.card) problems.push({file, message: 'the section "## card" is missing'});
	}
	const lab = open(lesson);
	const file = `${lesson.id}/lesson.yaml`;
	for (const failure of lab.failures) problems.push({file, message: `world.run: this line fails: ${failure}`});
	lab.runUntilQuiet(SETTLE_LIMIT_MS);
	if (lab.isStepSolved) problems.push({file, message: `steps[0]: is solved before the learner does anything`});
	if (problems.some(problem => problem.file === file)) return problems;
	for (const [name, script] of lesson.routes) {
		const isSolved = solves(lesson, script);
		const shouldSolve = !name.startsWith('not-');
		if (isSolved.solved !== shouldSolve)
			problems.push({
				file: `${lesson.id}/${name}`,
				message: shouldSolve ? `does not solve the lesson: ${isSolved.open}` : 'solves the lesson, and should not',
			});
	}
	return problems;
}

function open(lesson: Lesson) {
	return createLab({lesson, seed: lesson.world.seed ?? DEFAULT_SEED, locale: 'en'});
}

function solves(lesson: Lesson, script: string): {solved: boolean; open: string} {
	const lab = open(lesson);
	playScript(lab, script);
	const view = lab.view().lesson;
	const unmet = (view?.goals ?? []).filter(goal => !goal.met);
	const goals = unmet.map(goal =>
		[
			`${goal.id}${goal.broken ? ' (broken)' : ''}`,
			...goal.details.map(({subject, want, have}) => `${subject} want ${want}, have ${have}`),
		].join(': '),
	);
	return {
		solved: lab.isSolved() ?? false,
		open: `step ${view?.steps[view.stepIndex]?.id}: ${goals.join('; ')}${lab.failures.map(failure => `; failed: ${failure}`).join('')}`,
	};
}

const LINK = /\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|<(https?:[^>\s]+)>/g;

// Links of the web are only looked at, not opened: a check works without a network.
function linkProblems(directory: string, id: string, file: string, prose: Prose): Problem[] {
	const texts = [
		prose.story,
		prose.debrief,
		...[...prose.steps.values()].flatMap(step => [
			step.text,
			step.explanation,
			...step.hints,
			step.prediction?.outcome ?? '',
		]),
	];
	const targets = texts.flatMap(text =>
		[...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').matchAll(LINK)].map(match => (match[1] ?? match[2])!),
	);
	return targets.flatMap(target => {
		const reason = linkProblem(directory, id, target);
		return reason ? [{file, message: `the link ${target} ${reason}`}] : [];
	});
}

function linkProblem(directory: string, id: string, target: string): string | undefined {
	if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
		if (!target.startsWith('https://')) return 'must begin with https://';
		return URL.canParse(target) ? undefined : 'is no web address';
	}
	const path = target.split('#')[0]!;
	if (path === '' || path.split('/').includes('..') || path.startsWith('/')) return 'leads out of the lesson';
	return existsSync(join(directory, id, path)) ? undefined : 'leads nowhere';
}

function strayLessons(directory: string, prefix = '', depth = 0): string[] {
	if (depth > 3) return [];
	return readdirSync(join(directory, prefix))
		.sort()
		.filter(
			name =>
				lstatSync(join(directory, prefix, name)).isDirectory() && name !== 'node_modules' && !name.startsWith('.'),
		)
		.flatMap(name => {
			const id = prefix ? `${prefix}/${name}` : name;
			const isLesson = existsSync(join(directory, id, 'lesson.yaml')) || isExam(directory, id);
			return isLesson ? [id] : strayLessons(directory, id, depth + 1);
		});
}
