import {CommandError} from './command.ts';

/** What kubekata leaves out says so, and fails. */
export function notSimulated(what: string): CommandError {
	return new CommandError(`kubekata: ${what} is not simulated`);
}
