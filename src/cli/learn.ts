import {openProgress} from '../progress.ts';
import {openLesson, openSandbox, saveLesson} from './lessons.ts';
import {list} from './list.ts';
import type {Call} from './main.ts';
import type {Command} from './options.ts';
import {reportNotice} from './progress.ts';

/** `kubekata`, `kubekata LESSON`, `kubekata sandbox`: full screen at a terminal, else plain lines. */
export async function learn(
	command: Extract<Command, {readonly name: 'menu'} | {readonly name: 'sandbox'} | {readonly name: 'lesson'}>,
	call: Call,
): Promise<number> {
	const {environment, options} = call;
	const isPlain = options.plain || !environment.isTerminal;
	if (isPlain && command.name === 'menu') return list(call);
	const progress = await openProgress(environment.env);
	reportNotice(progress, call);
	const id = command.name === 'lesson' ? command.id : undefined;
	const open = async (lessonId: string | undefined, goOn: boolean) =>
		lessonId === undefined
			? openSandbox(call)
			: openLesson(lessonId, call, goOn ? progress.lesson(lessonId) : undefined);
	if (isPlain) {
		// What a pipe says is meant from the beginning; a person at the terminal goes on.
		const lab = await open(id, environment.isTerminal);
		const exitCode = await (await import('./plain.ts')).runPlain(lab, call);
		saveLesson(lab, progress);
		return exitCode;
	}
	const [{startScreen}, {screenHost}] = await Promise.all([import('../ui/start.tsx'), import('./screen-host.ts')]);
	const first =
		command.name === 'menu'
			? ({kind: 'list'} as const)
			: command.name === 'sandbox'
				? ({kind: 'sandbox'} as const)
				: ({kind: 'lesson', id: command.id} as const);
	return startScreen(screenHost(call, progress), first);
}
