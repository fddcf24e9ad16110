type Box = readonly [string, string, string, string, string, string];

/** The characters that the screen draws with, beside words. */
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
	/** A task of an exam to come back to. */
	readonly flag: string;
	readonly branch: string;
	readonly lastBranch: string;
	readonly trunk: string;
	readonly arrow: string;
	readonly pointer: string;
	/** An object whose children are hidden. */
	readonly folded: string;
	readonly play: string;
	readonly pause: string;
	/** An earlier moment of the session. */
	readonly back: string;
	/** Points at a cell above it. */
	readonly mark: string;
	readonly bullet: string;
	readonly ellipsis: string;
	readonly bar: readonly [full: string, empty: string];
	/** One cell of a Pod's life in the timeline. */
	readonly life: Readonly<Record<'pending' | 'starting' | 'running' | 'ready' | 'ending' | 'failed' | 'done', string>>;
	/** A run of a schedule. */
	readonly tick: string;
	/** top left, top right, bottom left, bottom right, horizontal, vertical */
	readonly box: Box;
	/** Of the part of the screen that takes the keys. */
	readonly focusBox: Box;
}

export const UNICODE: Glyphs = {
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
	flag: '⚑',
	branch: '├─ ',
	lastBranch: '└─ ',
	trunk: '│  ',
	arrow: '→',
	pointer: '▸',
	folded: '⊞',
	play: '▶',
	pause: '⏸',
	back: '◀',
	mark: '▲',
	bullet: '•',
	ellipsis: '…',
	bar: ['█', '░'],
	life: {pending: '·', starting: '░', running: '▒', ready: '█', ending: '▁', failed: '×', done: '✓'},
	tick: '|',
	box: ['╭', '╮', '╰', '╯', '─', '│'],
	focusBox: ['┏', '┓', '┗', '┛', '━', '┃'],
};

export const ASCII: Glyphs = {
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
	flag: '!',
	branch: '|- ',
	lastBranch: '`- ',
	trunk: '|  ',
	arrow: '->',
	pointer: '>',
	folded: '+',
	play: '>',
	pause: '=',
	back: '<',
	mark: '^',
	bullet: '-',
	ellipsis: '~',
	bar: ['#', '.'],
	life: {pending: '.', starting: ':', running: '~', ready: '#', ending: '_', failed: 'x', done: 'v'},
	tick: '|',
	box: ['+', '+', '+', '+', '-', '|'],
	focusBox: ['#', '#', '#', '#', '=', '#'],
};

// One cell each, so that nothing moves. What isn't named here and isn't ASCII stays: names and Chinese have no other form.
const PLAIN: Readonly<Record<string, string>> = {
	'·': '-',
	'•': '-',
	'–': '-',
	'—': '-',
	'…': '~',
	'×': 'x',
	'›': '>',
	'→': '>',
	'←': '<',
	'↑': '^',
	'↓': 'v',
	'“': '"',
	'”': '"',
	'’': "'",
	'≥': '>',
	'≤': '<',
	'▶': '>',
	'◀': '<',
	'▼': 'v',
	'▲': '^',
	'▸': '>',
	'●': '*',
	'○': 'o',
	'◐': '~',
	'◌': '-',
	'✔': 'v',
	'✓': 'v',
	'✖': 'x',
	'✗': 'x',
	'✘': 'x',
	'─': '-',
	'━': '=',
	'│': '|',
	'┃': '|',
	'┌': '+',
	'┐': '+',
	'└': '+',
	'┘': '+',
	'├': '+',
	'┤': '+',
	'┬': '+',
	'┴': '+',
	'┼': '+',
	'╭': '+',
	'╮': '+',
	'╰': '+',
	'╯': '+',
	'█': '#',
	'▒': '~',
	'░': ':',
	'▁': '_',
	'⏸': '=',
	'⚑': '!',
	'⊞': '+',
};

/** A text as a terminal without other characters can show it. */
export function inAscii(text: string): string {
	return text.replace(/[^\u0020-\u007e]/g, character => PLAIN[character] ?? character);
}
