/** Characters of one variable, one line, one input that is read as a whole. */
const MAX_TEXT = 4 * 1024 * 1024;

/** Somebody asks for more than the lab has room or patience for. The message is what the learner reads. */
export class LimitError extends Error {
	constructor(message: string) {
		super(`kubekata: ${message}`);
	}
}

/** Throws a LimitError for a text that is too long. */
export function checkLength(length: number): void {
	if (length > MAX_TEXT) throw new LimitError('more text at once than the lab has room for (4 MiB)');
}

/** What to say about an error, if it is one of a limit: of the lab or of JavaScript itself. */
export function limitMessage(error: unknown): string | undefined {
	if (error instanceof LimitError) return error.message;
	if (!(error instanceof RangeError)) return undefined;
	const isDeep = error.message.includes('call stack');
	return isDeep ? 'kubekata: nested too deeply' : 'kubekata: more text at once than the lab has room for';
}
