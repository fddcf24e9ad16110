import {parseArgs} from 'node:util';
import type {ExamClock, Locale} from '../lab-view.ts';
import {nearest} from '../lessons/nearest.ts';

/** What was asked for on the command line, checked. */
export interface Options {
	readonly command: Command;
	/** Undefined: from settings or the environment. */
	readonly locale?: Locale;
	readonly lessonsDirectory?: string;
	readonly seed?: number;
	readonly speed?: number;
	readonly plain: boolean;
	readonly color: boolean;
	/** The ground that the screen's colours are made for; undefined: found out. */
	readonly theme?: 'dark' | 'light' | 'auto';
	/** Nothing but ASCII on the screen. */
	readonly ascii?: boolean;
	/** False leaves the mouse to the terminal. */
	readonly mouse?: boolean;
	readonly json: boolean;
	/** What counts as time in an exam. */
	readonly clock?: ExamClock;
}

export type Command =
	| {readonly name: 'menu'}
	/** `from`: a file or folder of manifests to begin with. */
	| {readonly name: 'sandbox'; readonly from?: string}
	| {readonly name: 'list'}
	| {readonly name: 'help'}
	| {readonly name: 'version'}
	| {readonly name: 'lesson'; readonly id: string}
	| {readonly name: 'card'; readonly id: string}
	| {readonly name: 'run'; readonly id: string; readonly script: string}
	| {
			readonly name: 'record';
			readonly id: string;
			readonly file: string;
			readonly size: {readonly columns: number; readonly rows: number};
			readonly atSeconds?: number;
	  }
	| {readonly name: 'new'; readonly id: string}
	| {readonly name: 'completion'; readonly shell: CompletionShell}
	| {readonly name: 'replay'; readonly files: readonly string[]}
	| {readonly name: 'check'; readonly directory?: string}
	| {readonly name: 'progress'; readonly action: 'show' | 'reset'}
	| {readonly name: 'progress'; readonly action: 'export' | 'import'; readonly file: string};

/** Shells that kubekata completes its own command line in. */
export const COMPLETION_SHELLS = ['bash', 'zsh', 'fish'] as const;
export type CompletionShell = (typeof COMPLETION_SHELLS)[number];

/** A call that can't be understood; `problem` is a key of the CLI texts. */
export class UsageError extends Error {
	constructor(
		readonly problem: 'unknownFlag' | 'unknownCommand' | 'missing' | 'unexpected' | 'badValue' | 'noValue',
		readonly subject: string,
		/** The nearest known word, or what is allowed. */
		readonly suggestion?: string,
	) {
		super(`${problem}: ${subject}`);
	}
}

export const COMMANDS = [
	'sandbox',
	'list',
	'card',
	'run',
	'record',
	'replay',
	'check',
	'new',
	'progress',
	'completion',
	'help',
] as const;
const LOCALES: readonly Locale[] = ['en', 'zh-CN'];

const FLAGS = {
	lang: {type: 'string'},
	lessons: {type: 'string'},
	seed: {type: 'string'},
	speed: {type: 'string'},
	script: {type: 'string'},
	clock: {type: 'string'},
	size: {type: 'string'},
	at: {type: 'string'},
	filename: {type: 'string', short: 'f'},
	json: {type: 'boolean'},
	plain: {type: 'boolean'},
	'no-color': {type: 'boolean'},
	theme: {type: 'string'},
	ascii: {type: 'boolean'},
	'no-mouse': {type: 'boolean'},
	help: {type: 'boolean', short: 'h'},
	version: {type: 'boolean', short: 'V'},
} as const;

/** Long names of all flags. */
export const FLAG_NAMES = Object.keys(FLAGS);

/** Reads the arguments after the program's name. Throws UsageError. */
export function readOptions(args: readonly string[]): Options {
	const {values, positionals} = parse(args);
	const common = {
		...(values.lang !== undefined && {locale: readLocale(values.lang)}),
		...(values.lessons !== undefined && {lessonsDirectory: values.lessons}),
		...(values.seed !== undefined && {seed: wholeNumber('--seed', values.seed, 0, 4_294_967_295)}),
		...(values.speed !== undefined && {speed: wholeNumber('--speed', values.speed, 1, 1000)}),
		...(values.clock !== undefined && {clock: readClock(values.clock)}),
		plain: values.plain ?? false,
		color: !(values['no-color'] ?? false),
		json: values.json ?? false,
		...(values.theme !== undefined && {theme: readTheme(values.theme)}),
		...(values.ascii && {ascii: true}),
		...(values['no-mouse'] && {mouse: false}),
	};
	if (values.help) return {...common, command: {name: 'help'}};
	if (values.version) return {...common, command: {name: 'version'}};
	return {...common, command: readCommand(positionals, values)};
}

/** A language that kubekata speaks; undefined for any other. */
export function knownLocale(value: string | undefined): Locale | undefined {
	return LOCALES.find(locale => locale.toLowerCase() === value?.toLowerCase());
}

/** Flags that belong to one command. */
interface OwnFlags {
	readonly script?: string | undefined;
	readonly size?: string | undefined;
	readonly at?: string | undefined;
	readonly filename?: string | undefined;
}

const OWNERS: Readonly<Record<keyof OwnFlags, string>> = {
	script: 'run',
	size: 'record',
	at: 'record',
	filename: 'sandbox',
};

function readCommand([word, ...rest]: readonly string[], flags: OwnFlags): Command {
	for (const [flag, owner] of Object.entries(OWNERS) as [keyof OwnFlags, string][])
		if (flags[flag] !== undefined && word !== owner) throw new UsageError('unexpected', `--${flag}`);
	const {script} = flags;
	switch (word) {
		case undefined:
			return {name: 'menu'};
		case 'sandbox':
			none(rest);
			return {name: 'sandbox', ...(flags.filename !== undefined && {from: flags.filename})};
		case 'list':
		case 'help':
			none(rest);
			return {name: word};
		case 'card':
			return {name: 'card', id: need(rest, 'LESSON')};
		case 'run': {
			const id = need(rest, 'LESSON');
			if (script === undefined) throw new UsageError('missing', '--script FILE');
			return {name: 'run', id, script};
		}
		case 'record':
			return readRecord(rest, flags);
		case 'new':
			return {name: 'new', id: need(rest, 'LESSON')};
		case 'completion': {
			const shell = COMPLETION_SHELLS.find(each => each === need(rest, COMPLETION_SHELLS.join('|')));
			if (!shell) throw new UsageError('badValue', `completion ${rest[0]}`, COMPLETION_SHELLS.join(', '));
			return {name: 'completion', shell};
		}
		case 'replay':
			if (rest.length === 0) throw new UsageError('missing', 'CASE.yaml');
			return {name: 'replay', files: rest};
		case 'check':
			none(rest.slice(1));
			return {name: 'check', ...(rest[0] !== undefined && {directory: rest[0]})};
		case 'progress':
			return readProgress(rest);
		default:
			none(rest);
			// Lessons have a chapter in their name; one word alone may be a lesson too, so the course decides.
			return {name: 'lesson', id: word};
	}
}

const FILM_SIZE = '120x34';

function readRecord([id, file, ...rest]: readonly string[], {size = FILM_SIZE, at}: OwnFlags): Command {
	if (id === undefined) throw new UsageError('missing', 'LESSON');
	if (file === undefined) throw new UsageError('missing', 'FILE.cast');
	none(rest);
	if (!/\.(cast|svg)$/.test(file)) throw new UsageError('badValue', file, 'FILE.cast, FILE.svg');
	const [, columns, rows] = /^(\d{2,3})x(\d{2,3})$/.exec(size) ?? [];
	if (columns === undefined) throw new UsageError('badValue', `--size ${size}`, FILM_SIZE);
	return {
		name: 'record',
		id,
		file,
		size: {columns: Number(columns), rows: Number(rows)},
		...(at !== undefined && {atSeconds: wholeNumber('--at', at, 0, 3600)}),
	};
}

function readProgress([action, ...rest]: readonly string[]): Command {
	switch (action) {
		case undefined:
			return {name: 'progress', action: 'show'};
		case 'reset':
			none(rest);
			return {name: 'progress', action};
		case 'export':
		case 'import':
			return {name: 'progress', action, file: need(rest, 'FILE')};
		default:
			throw new UsageError('badValue', `progress ${action}`, 'export FILE, import FILE, reset');
	}
}

function need(rest: readonly string[], what: string): string {
	if (rest[0] === undefined) throw new UsageError('missing', what);
	none(rest.slice(1));
	return rest[0];
}

function none(rest: readonly string[]): void {
	if (rest[0] !== undefined) throw new UsageError('unexpected', rest[0]);
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({args: [...args], options: FLAGS, allowPositionals: true, strict: true});
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		const flag = /'(-[^\s'=]*)/.exec((error as Error).message)?.[1] ?? '';
		if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new UsageError('unknownFlag', flag, nearestFlag(flag));
		const name = /--[\w-]+/.exec((error as Error).message)?.[0] ?? flag;
		throw new UsageError('noValue', name);
	}
}

function nearestFlag(flag: string): string | undefined {
	const near = flag.startsWith('--') ? nearest(flag.slice(2), Object.keys(FLAGS)) : undefined;
	return near && `--${near}`;
}

function readLocale(value: string): Locale {
	const locale = knownLocale(value);
	if (!locale) throw new UsageError('badValue', `--lang ${value}`, LOCALES.join(', '));
	return locale;
}

function readClock(value: string): ExamClock {
	if (value !== 'virtual' && value !== 'wall') throw new UsageError('badValue', `--clock ${value}`, 'virtual, wall');
	return value;
}

function readTheme(value: string): 'dark' | 'light' | 'auto' {
	if (value === 'dark' || value === 'light' || value === 'auto') return value;
	throw new UsageError('badValue', `--theme ${value}`, 'dark, light, auto');
}

function wholeNumber(flag: string, value: string, lowest: number, highest: number): number {
	const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
	if (!(number >= lowest && number <= highest))
		throw new UsageError('badValue', `${flag} ${value}`, `${lowest}–${highest}`);
	return number;
}
