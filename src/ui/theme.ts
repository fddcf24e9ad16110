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

export interface Glyphs {
	readonly running: string;
	readonly starting: string;
	readonly failed: string;
	readonly done: string;
	readonly pending: string;
	readonly ending: string;
	readonly met: string;
	readonly unmet: string;
	readonly broken: string;
	readonly stepDone: string;
	readonly stepOpen: string;
	readonly branch: string;
	readonly lastBranch: string;
	readonly trunk: string;
	readonly arrow: string;
	readonly pointer: string;
	readonly play: string;
	readonly pause: string;
	readonly bullet: string;
	readonly ellipsis: string;
	readonly bar: readonly [full: string, empty: string];
	/** One cell of a Pod's life in the timeline. */
	readonly life: Readonly<Record<'pending' | 'starting' | 'running' | 'ready' | 'ending' | 'failed' | 'done', string>>;
	/** A run of a schedule. */
	readonly tick: string;
	/** top left, top right, bottom left, bottom right, horizontal, vertical */
	readonly box: readonly [string, string, string, string, string, string];
}

export interface Theme {
	/** Colours as Ink takes them; an absent role is drawn in the terminal's own colour. */
	readonly colors: Readonly<Partial<Record<Role, string>>>;
	/** Roles drawn dim where colours are missing or too strong. */
	readonly dim: ReadonlySet<Role>;
	readonly glyphs: Glyphs;
}

const UNICODE: Glyphs = {
	running: '●',
	starting: '◐',
	failed: '✖',
	done: '✔',
	pending: '○',
	ending: '◌',
	met: '✔',
	unmet: '○',
	broken: '✖',
	stepDone: '●',
	stepOpen: '○',
	branch: '├─ ',
	lastBranch: '└─ ',
	trunk: '│  ',
	arrow: '→',
	pointer: '▸',
	play: '▶',
	pause: '⏸',
	bullet: '•',
	ellipsis: '…',
	bar: ['█', '░'],
	life: {pending: '·', starting: '░', running: '▒', ready: '█', ending: '▁', failed: '×', done: '✓'},
	tick: '|',
	box: ['╭', '╮', '╰', '╯', '─', '│'],
};

const ASCII: Glyphs = {
	running: '*',
	starting: '~',
	failed: 'x',
	done: 'v',
	pending: 'o',
	ending: '-',
	met: 'v',
	unmet: 'o',
	broken: 'x',
	stepDone: '*',
	stepOpen: 'o',
	branch: '|- ',
	lastBranch: '`- ',
	trunk: '|  ',
	arrow: '->',
	pointer: '>',
	play: '>',
	pause: '=',
	bullet: '-',
	ellipsis: '~',
	bar: ['#', '.'],
	life: {pending: '.', starting: ':', running: '~', ready: '#', ending: '_', failed: 'x', done: 'v'},
	tick: '|',
	box: ['+', '+', '+', '+', '-', '|'],
};

// The sixteen colours of the terminal: people have tuned them to their background, dark or light.
const COLORS: Theme['colors'] = {
	title: 'cyan',
	accent: 'cyan',
	good: 'green',
	busy: 'yellow',
	bad: 'red',
	code: 'magenta',
	focus: 'cyan',
	prompt: 'green',
	changed: 'yellow',
};

const DIM: ReadonlySet<Role> = new Set<Role>(['muted', 'border']);

/** The theme for a terminal: no colours with NO_COLOR or `--no-color`, plain ASCII where the locale is not UTF-8 or KUBEKATA_ASCII is set. */
export function themeFor(environment: Readonly<Record<string, string | undefined>>): Theme {
	const {NO_COLOR, KUBEKATA_ASCII, LC_ALL, LC_CTYPE, LANG, TERM} = environment;
	const locale = LC_ALL || LC_CTYPE || LANG || 'UTF-8';
	const ascii = Boolean(KUBEKATA_ASCII) || TERM === 'linux' || !/utf-?8/i.test(locale);
	return {colors: NO_COLOR ? {} : COLORS, dim: DIM, glyphs: ascii ? ASCII : UNICODE};
}
