import {readFileSync, writeFileSync} from 'node:fs';
import {loadCourse} from '../lessons/pack.ts';
import {openProgress, type Progress, ProgressError, type ProgressNotice} from '../progress.ts';
import type {Call} from './main.ts';
import type {Command} from './options.ts';
import type {CliText} from './text/en.ts';

/** `kubekata progress [export FILE | import FILE | reset]` */
export async function progress(command: Extract<Command, {readonly name: 'progress'}>, call: Call): Promise<number> {
	const {text, environment} = call;
	const opened = await openProgress(environment.env);
	reportNotice(opened, call);
	switch (command.action) {
		case 'show':
			return show(opened, call);
		case 'reset':
			return written(opened.reset(), opened, call, text.wasReset);
		case 'export':
			try {
				writeFileSync(command.file, opened.export());
			} catch (error) {
				return complain(call, text.cannotWrite(command.file, reasonOf(error)));
			}
			environment.out(`${text.exported(command.file)}\n`);
			return 0;
		case 'import':
			return importFrom(command.file, opened, call);
	}
}

/** Says on stderr why a person's progress is not what it was, or can't be saved. */
export function reportNotice({notice}: Progress, {text, environment}: Pick<Call, 'text' | 'environment'>): void {
	if (notice) environment.err(`${noticeLine(notice, text)}\n`);
}

/** The same as a line for the screen. */
export function noticeLine(notice: ProgressNotice, text: CliText): string {
	switch (notice.kind) {
		case 'damaged':
			return `kubekata: ${text.noticeDamaged(notice.file, notice.movedTo)}`;
		case 'newer':
			return `kubekata: ${text.noticeNewer(notice.file)}`;
		case 'unwritable':
			return `kubekata: ${text.noticeUnwritable(notice.file, notice.reason)}`;
	}
}

function show(opened: Progress, {text, environment, lessonsDirectory}: Call): number {
	const ids = loadCourse(lessonsDirectory).chapters.flatMap(chapter => chapter.lessons);
	const solved = ids.filter(id => opened.lesson(id)?.solved);
	environment.out(`${text.progressOf(solved.length, ids.length)}\n`);
	for (const id of ids) {
		const lesson = opened.lesson(id);
		if (lesson) environment.out(`  ${id}  ${lesson.solved ? text.solved : text.begun}\n`);
	}
	environment.out(`${text.progressFile(opened.file)}\n`);
	return 0;
}

function importFrom(file: string, opened: Progress, call: Call): number {
	const {text} = call;
	let content: string;
	try {
		content = readFileSync(file, 'utf8');
	} catch (error) {
		return complain(call, text.cannotRead(file, reasonOf(error)));
	}
	try {
		return written(opened.import(content), opened, call, text.imported(file));
	} catch (error) {
		if (!(error instanceof ProgressError)) throw error;
		return complain(call, error.message === 'newer' ? text.fromNewer(file) : text.notAnExport(file));
	}
}

function written(isWritten: boolean, {file, notice}: Progress, call: Call, message: string): number {
	if (!isWritten) return complain(call, call.text.cannotWrite(file, notice?.kind ?? ''));
	call.environment.out(`${message}\n`);
	return 0;
}

function complain({environment}: Call, message: string): number {
	environment.err(`kubekata: ${message}\n`);
	return 1;
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
