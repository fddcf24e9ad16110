import type {Role} from './theme.ts';

/** Colours by what they are for, as numbers of the 256 colours, whose shades are the same in every terminal. */
export type Palette = Readonly<Record<Role, number>>;

/** For light letters on a dark ground. */
export const DARK: Palette = {
	title: 117,
	accent: 80,
	muted: 248,
	good: 114,
	busy: 221,
	bad: 210,
	code: 183,
	border: 247,
	focus: 123,
	prompt: 114,
	changed: 221,
};

/** For dark letters on a light ground. */
export const LIGHT: Palette = {
	title: 25,
	accent: 24,
	muted: 240,
	good: 22,
	busy: 94,
	bad: 124,
	code: 90,
	border: 240,
	focus: 19,
	prompt: 22,
	changed: 94,
};

/** The sixteen colours of the terminal (as SGR numbers): people have tuned them to their ground, so these serve where it is not known. */
export const SIXTEEN: Readonly<Partial<Record<Role, number>>> = {
	title: 36,
	accent: 36,
	good: 32,
	busy: 33,
	bad: 31,
	code: 35,
	focus: 36,
	prompt: 32,
	changed: 33,
};

const LEVELS = [0, 95, 135, 175, 215, 255];

/** Red, green and blue (0 to 255) of one of the colours 16 to 255. */
export function shadeOf(color: number): readonly [number, number, number] {
	if (color >= 232) {
		const grey = 8 + (color - 232) * 10;
		return [grey, grey, grey];
	}
	const index = color - 16;
	return [LEVELS[Math.floor(index / 36)]!, LEVELS[Math.floor(index / 6) % 6]!, LEVELS[index % 6]!];
}
