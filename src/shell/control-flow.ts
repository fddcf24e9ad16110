/** Thrown to leave a shell: by `exit`, `set -e`, or an error that ends a script. Caught at the border of the shell or subshell. */
export class ShellExit {
	constructor(readonly code: number) {}
}

/** Thrown by `break` and `continue`; `levels` is how many loops it still has to leave. */
export class LoopControl {
	constructor(
		readonly kind: 'break' | 'continue',
		public levels: number,
	) {}
}

/** Thrown by `return`; caught by the function call or the sourced file. */
export class FunctionReturn {
	constructor(readonly code: number) {}
}

/** A word that can't be expanded: the script ends with a message, at a prompt the line. */
export class ShellError extends Error {
	/** Where in the script it happened. */
	position: number | undefined;

	constructor(
		message: string,
		readonly code = 1,
	) {
		super(message);
	}
}

/** A file that can't be opened for a redirect, a wrong operand: only the command fails. */
export class CommandFailure extends ShellError {}
