import {LessonError} from '../lessons/problem.ts';
import {loadDocumentation} from './documentation.ts';
import type {Call} from './main.ts';
import type {Command} from './options.ts';

/** Answered by `main` without loading anything. */
export type HelpCommand = Extract<Command, {readonly name: 'help'} | {readonly name: 'version'}>;

/** Runs a command; each lives in a file of its own that is loaded only when it is called. */
export async function runCommand(command: Exclude<Command, HelpCommand>, call: Call): Promise<number> {
	try {
		switch (command.name) {
			case 'list':
				return await (await import('./list.ts')).list(call);
			case 'card':
				return await (await import('./card.ts')).card(command.id, call);
			case 'replay':
				await loadDocumentation();
				return await (await import('./replay.ts')).replay(command.files, call);
			case 'check':
				await loadDocumentation();
				return await (await import('./check.ts')).check(command.directory ?? call.lessonsDirectory, call);
			case 'run':
				await loadDocumentation();
				return await (await import('./run.ts')).run(command.id, command.script, call);
			case 'record':
				await loadDocumentation();
				return await (await import('./record.ts')).record(command, call);
			case 'new':
				return await (await import('./new-lesson.ts')).newLesson(command.id, call);
			case 'completion':
				return await (await import('./completion.ts')).completion(command.shell, call);
			case 'progress':
				return await (await import('./progress.ts')).progress(command, call);
			case 'menu':
			case 'sandbox':
			case 'lesson':
				return await (await import('./learn.ts')).learn(command, call);
		}
	} catch (error) {
		if (!(error instanceof LessonError)) throw error;
		call.environment.err(`${error.message}\n`);
		return 1;
	}
}
