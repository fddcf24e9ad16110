import {type Command, complain} from '../../shell/program.ts';

/** Commands that exist in the real image and say here that they are left out (exit code 127). */
export function notSimulated(names: readonly string[]): Record<string, Command> {
	return Object.fromEntries(
		names.map(name => {
			const command: Command = function* () {
				yield* complain(`kubekata: ${name} is not simulated\n`);
				return 127;
			};
			return [name, command];
		}),
	);
}
