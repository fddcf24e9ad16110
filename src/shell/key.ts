/** A key as the terminal delivered it, independent of the terminal library. */
export interface Key {
	/** Printable text of the key (may be several characters after an input method), '' for others. */
	readonly text: string;
	readonly name?:
		| 'enter'
		| 'tab'
		| 'backspace'
		| 'delete'
		| 'escape'
		| 'left'
		| 'right'
		| 'up'
		| 'down'
		| 'home'
		| 'end'
		| 'pageup'
		| 'pagedown';
	readonly ctrl?: boolean;
	readonly alt?: boolean;
	readonly shift?: boolean;
}
