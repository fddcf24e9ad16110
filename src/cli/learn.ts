import {readProgress} from '../progress.ts';
import {loadDocumentation} from './documentation.ts';
import {ImportError, type ImportedFiles, importFiles} from './import-files.ts';
import {list} from './list.ts';
import type {Call} from './main.ts';
import type {Command} from './options.ts';
import {reportNotice} from './progress.ts';
import {saveLesson} from './save-lesson.ts';

/** `kubekata`, `kubekata LESSON`, `kubekata sandbox`: full screen at a terminal, else plain lines. */
export async function learn(
	command: Extract<Command, {readonly name: 'menu'} | {readonly name: 'sandbox'} | {readonly name: 'lesson'}>,
	call: Call,
): Promise<number> {
	const {environment, options} = call;
	const isPlain = options.plain || !environment.isTerminal;
	if (isPlain && command.name === 'menu') return list(call);
	const imported = command.name === 'sandbox' && command.from !== undefined ? read(command.from, call) : undefined;
	if (imported === 'failed') return 1;
	const progress = readProgress(environment.env);
	reportNotice(progress, call);
	const noticed = progress.notice;
	const id = command.name === 'lesson' ? command.id : undefined;
	if (isPlain) {
		await loadDocumentation();
		// What a pipe says is meant from the beginning; a person at the terminal goes on.
		const {openLesson, openSandbox} = await import('./open-lesson.ts');
		const saved = environment.isTerminal && id !== undefined ? progress.lesson(id) : undefined;
		const lab = id === undefined ? openSandbox(call, progress, imported) : await openLesson(id, call, saved);
		const exitCode = await (await import('./plain.ts')).runPlain(lab, call);
		saveLesson(lab, progress);
		await progress.ready();
		if (progress.notice !== noticed) reportNotice(progress, call);
		return exitCode;
	}
	const [{startScreen}, {themeFor}, {screenHost}] = await Promise.all([
		import('../ui/start.tsx'),
		import('../ui/theme.ts'),
		import('./screen-host.ts'),
	]);
	const first =
		command.name === 'menu'
			? ({kind: 'list'} as const)
			: command.name === 'sandbox'
				? ({kind: 'sandbox'} as const)
				: ({kind: 'lesson', id: command.id} as const);
	const exitCode = await startScreen(screenHost(call, progress, imported), first, {
		theme: themeFor(
			{
				...environment.env,
				...(!options.color && {NO_COLOR: '1'}),
				...(options.ascii && {KUBEKATA_ASCII: '1'}),
			},
			options.theme,
		),
		hasMouse: options.mouse ?? true,
	});
	await progress.ready();
	if (progress.notice !== noticed) reportNotice(progress, call);
	return exitCode;
}

function read(path: string, {text, environment}: Call): ImportedFiles | 'failed' {
	try {
		return importFiles(path);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		const told = error instanceof ImportError ? text[error.problem](error.path) : text.cannotRead(path, reason);
		environment.err(`kubekata: ${told}\n`);
		return 'failed';
	}
}
