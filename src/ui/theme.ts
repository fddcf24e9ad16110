import {ASCII, type Glyphs, UNICODE} from './glyphs.ts';
import {DARK, LIGHT, type Palette, SIXTEEN} from './palette.ts';

export type {Glyphs} from './glyphs.ts';

/** What a colour is for. Panels name roles; the theme decides how a role looks. */
export type Role =
	| 'title'
	| 'accent'
	| 'muted'
	| 'good'
	| 'busy'
	| 'bad'
	| 'code'
	| 'border'
	| 'focus'
	| 'prompt'
	| 'changed';

export interface Theme {
	/** The SGR parameters of a role (`38;5;80`, `36`, `2`); an absent role is drawn in the terminal's own colour. */
	readonly styles: Readonly<Partial<Record<Role, string>>>;
	readonly glyphs: Glyphs;
	/** Nothing but ASCII is drawn where that can be avoided. */
	readonly isAscii: boolean;
	/** Links are drawn as links of the terminal. */
	readonly hasLinks: boolean;
}

export type ThemeName = 'dark' | 'light' | 'auto';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The theme for a terminal. No colours with NO_COLOR (`--no-color`) or a dumb terminal; plain ASCII where the locale is not UTF-8, on the Linux
 * console, and with KUBEKATA_ASCII (`--ascii`). `auto` takes what COLORFGBG says of the ground, and the terminal's own sixteen colours where
 * nothing is known.
 */
export function themeFor(environment: Environment, name: ThemeName = 'auto'): Theme {
	const {KUBEKATA_ASCII, LC_ALL, LC_CTYPE, LANG, TERM} = environment;
	const locale = LC_ALL || LC_CTYPE || LANG || 'UTF-8';
	const isAscii = Boolean(KUBEKATA_ASCII) || TERM === 'linux' || !/utf-?8/i.test(locale);
	return {
		styles: stylesFor(environment, name),
		glyphs: isAscii ? ASCII : UNICODE,
		isAscii,
		hasLinks: knowsLinks(environment),
	};
}

const DIM: Theme['styles'] = {muted: '2', border: '2'};

function stylesFor(environment: Environment, name: ThemeName): Theme['styles'] {
	const depth = depthOf(environment);
	if (depth === 0) return DIM;
	const palette = paletteFor(name === 'auto' ? groundOf(environment.COLORFGBG) : name);
	if (depth === 16 || !palette) return {...DIM, ...mapped(SIXTEEN, color => `${color}`)};
	return mapped(palette, color => `38;5;${color}`);
}

function mapped(palette: Partial<Record<Role, number>>, style: (color: number) => string): Theme['styles'] {
	return Object.fromEntries(Object.entries(palette).map(([role, color]) => [role, style(color)]));
}

function paletteFor(ground: 'dark' | 'light' | undefined): Palette | undefined {
	return ground && {dark: DARK, light: LIGHT}[ground];
}

// `15;0` or `15;default;0`: the last is the ground, as a number of the sixteen colours.
function groundOf(colors: string | undefined): 'dark' | 'light' | undefined {
	const ground = /;(\d+)$/.exec(colors ?? '')?.[1];
	if (ground === undefined) return undefined;
	return ground === '7' || Number(ground) >= 9 ? 'light' : 'dark';
}

function depthOf({NO_COLOR, FORCE_COLOR, TERM, COLORTERM, TERM_PROGRAM, WT_SESSION}: Environment): 0 | 16 | 256 {
	if (NO_COLOR || FORCE_COLOR === '0' || TERM === 'dumb') return 0;
	if (FORCE_COLOR === '1') return 16;
	return COLORTERM || TERM_PROGRAM || WT_SESSION || /256|direct|kitty|alacritty|ghostty/.test(TERM ?? '') ? 256 : 16;
}

// Terminals that are known to draw them; others might show the sequence as text.
function knowsLinks({TERM, TERM_PROGRAM, WT_SESSION, VTE_VERSION, KONSOLE_VERSION, TMUX}: Environment): boolean {
	if (TMUX || /^(screen|tmux)/.test(TERM ?? '') || TERM === 'dumb' || TERM === 'linux') return false;
	return (
		Boolean(WT_SESSION || KONSOLE_VERSION) ||
		Number(VTE_VERSION ?? 0) >= 5000 ||
		/^(iTerm\.app|WezTerm|vscode|ghostty|Hyper|Tabby|rio)$/.test(TERM_PROGRAM ?? '') ||
		/kitty|alacritty|ghostty|foot|wezterm|contour/.test(TERM ?? '')
	);
}
