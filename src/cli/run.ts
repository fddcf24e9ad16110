import {readFileSync} from 'node:fs';
import {reportLines} from '../lab/exam-report.ts';
import {playScript} from '../lab/play.ts';
import {formatDetail} from '../lab/session-words.ts';
import {labText} from '../lab/text/text.ts';
import type {Lab} from '../lab.ts';
import type {ExamReport, GoalView} from '../lab-view.ts';
import {formatElapsed} from '../lessons/step-goals.ts';
import type {Call} from './main.ts';
import {openLesson} from './open-lesson.ts';

/** `kubekata run LESSON --script FILE`: plays a script and prints which goals it met. Exit code 0 only if the lesson is solved, or the exam passed. */
export async function run(id: string, scriptFile: string, call: Call): Promise<number> {
	const {environment, text, options} = call;
	const lab = await openLesson(id, call, undefined);
	let script: string;
	try {
		script = readFileSync(scriptFile, 'utf8');
	} catch (error) {
		environment.err(
			`kubekata: ${text.cannotRead(scriptFile, error instanceof Error ? error.message : String(error))}\n`,
		);
		return 1;
	}
	playScript(lab, script);
	const report = lab.view().lesson?.exam?.report;
	if (report) return printExam(id, lab.seed, report, call);
	const isSolved = lab.isSolved() ?? false;
	if (options.json)
		environment.out(
			`${JSON.stringify({lesson: id, solved: isSolved, virtualMs: lab.elapsedMs, steps: stepReports(lab)}, undefined, 2)}\n`,
		);
	else printReport(lab, call);
	return isSolved ? 0 : 1;
}

function printExam(id: string, seed: number, report: ExamReport, {environment, options, locale}: Call): number {
	environment.out(
		options.json
			? `${JSON.stringify({lesson: id, seed, ...report}, undefined, 2)}\n`
			: `${reportLines(report, labText(locale)).join('\n')}\n`,
	);
	return report.passed ? 0 : 1;
}

interface StepReport {
	readonly id: string;
	readonly title: string;
	readonly solved: boolean;
	/** Those of the step where the script ended; a solved step has met all of them. */
	readonly goals?: readonly GoalView[];
}

function stepReports(lab: Lab): StepReport[] {
	const {lesson} = lab.view();
	return (lesson?.steps ?? []).map((step, index) => ({
		...step,
		...(index === lesson!.stepIndex && {goals: lesson!.goals}),
	}));
}

function printReport(lab: Lab, {environment, text, locale}: Call): void {
	const reports = stepReports(lab);
	reports.forEach(({title, solved, goals}, index) => {
		environment.out(`${solved ? '✔' : '○'} ${text.step(index + 1, reports.length, title)}\n`);
		if (!solved) for (const goal of goals ?? []) environment.out(`${goalLines(goal, labText(locale)).join('\n')}\n`);
	});
	const open = reports.findIndex(report => !report.solved);
	environment.out(
		`${open < 0 ? text.isSolved : text.isUnsolved(open + 1, reports.length)} (${formatElapsed(lab.elapsedMs)})\n`,
	);
}

/** A goal with what is missing, as plain lines. */
export function goalLines(goal: GoalView, text: ReturnType<typeof labText>): string[] {
	return [
		`  ${goal.met ? '✔' : goal.broken ? '✘' : '○'} ${goal.text}`,
		...goal.details.map(detail => `      ${formatDetail(detail, text)}`),
		...(goal.holdLeftMs !== undefined ? [`      ${text.holding(goal.holdLeftMs / 1000)}`] : []),
		...(goal.broken ? [`      ${text.broken}`] : []),
	];
}
