/** What a mouse did, at a cell of the screen (0-based). */
export interface MouseEvent {
	readonly kind: 'press' | 'wheel-up' | 'wheel-down';
	readonly x: number;
	readonly y: number;
}

/** Presses and the wheel are reported, with coordinates that know no limit (SGR, mode 1006). */
export const MOUSE_ON = '\u001b[?1000h\u001b[?1006h';
export const MOUSE_OFF = '\u001b[?1006l\u001b[?1000l';

/** `ESC [ < 0 ; 10 ; 5 M`: reads what a terminal reports of the mouse. Undefined for anything else, releases, and other buttons. */
export function mouseEvent(sequence: string): MouseEvent | undefined {
	const [, code, x, y, end] = /^\u001b\[<(\d+);(\d+);(\d+)([Mm])$/.exec(sequence) ?? [];
	if (end !== 'M') return undefined;
	// Shift, Alt and Ctrl add 4, 8 and 16.
	const button = Number(code) & ~28;
	const kind = {0: 'press', 64: 'wheel-up', 65: 'wheel-down'}[button] as MouseEvent['kind'] | undefined;
	return kind && {kind, x: Number(x) - 1, y: Number(y) - 1};
}

/** Takes the reports of the mouse out of what the terminal sends. */
export class MouseReader {
	#held = '';

	constructor(private readonly listener: (event: MouseEvent) => void) {}

	/** Tells of the reports in a piece of input and returns the rest of it. A report that is not complete waits for the next piece. */
	rest(chunk: string): string {
		const input = this.#held + chunk;
		const [begun = ''] = /\u001b\[<[\d;]{0,15}$/.exec(input) ?? [];
		this.#held = begun;
		return input.slice(0, input.length - begun.length).replace(/\u001b\[<\d+;\d+;\d+[Mm]/g, report => {
			const event = mouseEvent(report);
			if (event) this.listener(event);
			return '';
		});
	}
}
