import {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import {CommandError} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import type {Selection} from './selection.ts';

/** What went wrong with one object while the command goes on with the others. */
export type Failure = ApiError | CommandError;

/** A refusal in kubectl's words; `error: ` is put before it as kubectl does. */
export function refusal(message: string, exitCode = 1): CommandError {
	return new CommandError(message.startsWith('error: ') ? message : `error: ${message}`, exitCode);
}

/** A wrong use of a command: the message and where to find help. */
export function usageError(command: string, message: string): CommandError {
	return refusal(`${message}\nSee 'kubectl ${command} -h' for help and examples`);
}

/** Does something with each object; failures are collected and thrown at the end, as kubectl's visitors do. */
export function* visitObjects(
	selection: Selection,
	visit: (object: KubeObject) => Generator<Effect, void, Reply>,
): Generator<Effect, number, Reply> {
	const failures: Failure[] = [...selection.failures];
	for (const object of selection.objects) {
		try {
			yield* visit(object);
		} catch (error) {
			failures.push(asFailure(error));
		}
	}
	throwAll(failures);
	return 0;
}

/** Lets errors of the programmer pass. */
export function asFailure(error: unknown): Failure {
	if (error instanceof ApiError || error instanceof CommandError) return error;
	throw error;
}
