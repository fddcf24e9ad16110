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

/** Whether a key that Ink reports is a piece of the mouse's reports. */
export function isMouseInput(input: string): boolean {
	return /^\[<[\d;]*[Mm]?$/.test(input);
}
