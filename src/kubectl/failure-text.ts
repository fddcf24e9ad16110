import {ApiError} from '../cluster/api-error.ts';
import {CommandError} from './command.ts';

/** What kubectl prints on stderr for a failure, with its line end. */
export function failureText(failure: ApiError | CommandError): string {
	const text = failure instanceof ApiError ? refusalText(failure) : failure.message;
	return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The text of one failure among several: a server's refusal with its prefix, others without `error: `. */
function failureLine(failure: ApiError | CommandError): string {
	return failure instanceof ApiError ? serverError(failure) : failure.message.replace(/^error: /, '');
}

/** The same refusal with a note on what was being done: `error when creating "web.yaml": …`. */
export function whileDoing(verb: string, source: string, failure: unknown): ApiError | CommandError {
	const prefix = `error when ${verb} ${JSON.stringify(source)}: `;
	if (failure instanceof ApiError) return new ApiError(failure.reason, prefix + failure.message, failure.details);
	if (failure instanceof CommandError)
		return new CommandError(`error: ${prefix}${failureLine(failure)}`, failure.exitCode);
	throw failure;
}

/** Nothing for no failure, a single one as it is, several as one line each. */
export function throwAll(failures: readonly (ApiError | CommandError)[]): void {
	if (failures.length === 1) throw failures[0];
	if (failures.length > 1) throw new CommandError(failures.map(failureLine).join('\n'));
}

function serverError(failure: ApiError): string {
	const reason = failure.reason === '' ? '' : ` (${failure.reason})`;
	return `Error from server${reason}: ${failure.message}`;
}

// An Invalid names the object and lists its causes; without either, the message says all.
function refusalText(failure: ApiError): string {
	if (failure.reason !== 'Invalid') return serverError(failure);
	const {kind = '', name = '', causes = []} = failure.details;
	const subject = kind || name ? `The ${kind} ${JSON.stringify(name)} is invalid` : 'The request is invalid';
	const lines = [...new Set(causes.map(({path, text}) => `${path}: ${text}`))];
	if (lines.length === 0) return kind || name ? subject : `${subject}: ${failure.message}`;
	if (lines.length === 1) return `${subject}: ${lines[0]}`;
	return `${subject}: \n${lines.map(line => `* ${line}\n`).join('')}`;
}
