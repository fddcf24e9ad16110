import {mkdirSync, readFileSync, renameSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {
	type Data,
	decode,
	EMPTY,
	type LessonProgress,
	parse,
	type Settings,
	type WorldProgress,
} from './progress/data.ts';
import {withLock} from './progress/lock.ts';

/** Why the file of this person is not used as it is. */
export type ProgressNotice =
	| {readonly kind: 'damaged'; readonly file: string; readonly movedTo: string}
	| {readonly kind: 'newer'; readonly file: string}
	| {readonly kind: 'unwritable'; readonly file: string; readonly reason: string};

/** Writes the file in one piece: either the old or the new content survives a crash. */
interface Storage {
	store: Record<string, unknown>;
}

/** An import that is no export of kubekata. */
export class ProgressError extends Error {}

/** Progress of one person, kept in a JSON file in the directory where the system keeps such things. */
export class Progress {
	#notice: ProgressNotice | undefined;
	#data: Data;
	#storage: Storage | undefined;
	readonly #openStorage: (() => Promise<Storage>) | undefined;
	#ready: Promise<void> | undefined;
	#hasUnwritten = false;

	/** @param opened what was read; without `openStorage` nothing is ever written */
	constructor(
		readonly file: string,
		opened: {data: Data; openStorage?: () => Promise<Storage>; notice: ProgressNotice | undefined},
	) {
		this.#notice = opened.notice;
		this.#data = opened.data;
		this.#openStorage = opened.openStorage;
	}

	get notice(): ProgressNotice | undefined {
		return this.#notice;
	}

	/** Opens the file for writing and writes what was changed before. */
	ready(): Promise<void> {
		this.#ready ??= this.#open();
		return this.#ready;
	}

	get settings(): Settings {
		return this.#data.settings;
	}

	lesson(id: string): LessonProgress | undefined {
		return Object.hasOwn(this.#data.lessons, id) ? this.#data.lessons[id] : undefined;
	}

	/** A lesson once solved stays solved, and the best result of an exam stays the best. Returns whether it could be written. */
	saveLesson(id: string, progress: LessonProgress): boolean {
		const before = this.lesson(id);
		const solved = progress.solved || (before?.solved ?? false);
		const results = [progress.bestPercent, before?.bestPercent].filter(result => result !== undefined);
		const saved = {...progress, solved, ...(results.length > 0 && {bestPercent: Math.max(...results)})};
		return this.#change(data => ({...data, lessons: {...data.lessons, [id]: saved}}));
	}

	/** In alphabetical order. */
	get worldNames(): readonly string[] {
		return Object.keys(this.#data.worlds).sort();
	}

	world(name: string): WorldProgress | undefined {
		return Object.hasOwn(this.#data.worlds, name) ? this.#data.worlds[name] : undefined;
	}

	/** Keeps a world, or forgets it if undefined. Returns whether it could be written. */
	saveWorld(name: string, world: WorldProgress | undefined): boolean {
		return this.#change(data => {
			const {[name]: _, ...others} = data.worlds;
			return {...data, worlds: world ? {...others, [name]: world} : others};
		});
	}

	saveSettings(settings: Settings): boolean {
		return this.#change(data => ({...data, settings: {...data.settings, ...settings}}));
	}

	/** Everything as one JSON text. */
	export(): string {
		return `${JSON.stringify(this.#data, undefined, '\t')}\n`;
	}

	/** Replaces everything by an export. Throws ProgressError for any other text. */
	import(text: string): boolean {
		const data = decode(parse(text));
		if (data === undefined) throw new ProgressError('damaged');
		if (data === 'newer') throw new ProgressError('newer');
		return this.#change(() => data);
	}

	/** Forgets all lessons; settings and worlds stay. */
	reset(): boolean {
		return this.#change(data => ({...data, lessons: {}}));
	}

	async #open(): Promise<void> {
		if (!this.#openStorage) return;
		try {
			this.#storage = await this.#openStorage();
		} catch (error) {
			this.#notice = {kind: 'unwritable', file: this.file, reason: reasonOf(error)};
			return;
		}
		const {settings, lessons, worlds} = this.#data;
		if (this.#hasUnwritten) {
			this.#change(data => ({
				...data,
				settings: {...data.settings, ...settings},
				lessons: {...data.lessons, ...lessons},
				worlds: {...data.worlds, ...worlds},
			}));
		}
	}

	// Before `ready` a change is only remembered; it counts as written.
	#change(change: (data: Data) => Data): boolean {
		const storage = this.#storage;
		if (storage) return withLock(`${this.file}.lock`, () => this.#write(change, storage));
		this.#data = change(this.#data);
		this.#hasUnwritten = true;
		return this.#openStorage !== undefined && this.#notice?.kind !== 'unwritable';
	}

	// Another terminal may have written meanwhile: its lessons are kept. So is the file of a newer version that was put there.
	#write(change: (data: Data) => Data, storage: Storage): boolean {
		const content = read(this.file);
		const written = content === undefined ? undefined : decode(content);
		this.#data = change(typeof written === 'object' ? written : this.#data);
		try {
			if (written === 'newer') this.#notice = {kind: 'newer', file: this.file};
			else {
				if (content !== undefined && written === undefined) this.#notice = setAside(this.file);
				storage.store = {...this.#data};
				if (this.#notice?.kind === 'unwritable') this.#notice = undefined;
			}
			return written !== 'newer';
		} catch (error) {
			const reason = reasonOf(error);
			if (this.#notice?.kind !== 'unwritable') this.#notice = {kind: 'unwritable', file: this.file, reason};
			return false;
		}
	}
}

/**
 * Reads the progress of this person. A damaged file is set aside, one of a newer version is never written. The library that writes is
 * large and waits until `ready` is called.
 */
export function readProgress(env: Readonly<Record<string, string | undefined>>): Progress {
	const directory = progressDirectory(env, process.platform);
	const file = join(directory, 'progress.json');
	const text = read(file);
	let data = text === undefined ? EMPTY : decode(text);
	let notice: ProgressNotice | undefined;
	if (data === 'newer') return new Progress(file, {data: EMPTY, notice: {kind: 'newer', file}});
	try {
		if (data === undefined) {
			notice = setAside(file);
			data = EMPTY;
		}
		mkdirSync(directory, {recursive: true});
	} catch (error) {
		return new Progress(file, {data: data ?? EMPTY, notice: {kind: 'unwritable', file, reason: reasonOf(error)}});
	}
	return new Progress(file, {data, notice, openStorage: () => openStorage(directory)});
}

// A damaged file may still be mended by hand.
function setAside(file: string): ProgressNotice {
	const movedTo = `${file}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
	renameSync(file, movedTo);
	return {kind: 'damaged', file, movedTo};
}

/** Reads the progress of this person and opens it for writing. */
export async function openProgress(env: Readonly<Record<string, string | undefined>>): Promise<Progress> {
	const progress = readProgress(env);
	await progress.ready();
	return progress;
}

async function openStorage(directory: string): Promise<Storage> {
	const {default: Conf} = await import('conf');
	return new Conf<Record<string, unknown>>({
		cwd: directory,
		configName: 'progress',
		projectName: 'kubekata',
		accessPropertiesByDotNotation: false,
	});
}

/** The settings of this person, read without opening their progress for writing. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
	const data = decode(read(join(progressDirectory(env, process.platform), 'progress.json')));
	return typeof data === 'object' ? data.settings : {};
}

/** `KUBEKATA_HOME`, else the data directory of the XDG specification, of macOS or of Windows. */
export function progressDirectory(env: Readonly<Record<string, string | undefined>>, platform: string): string {
	if (env.KUBEKATA_HOME) return env.KUBEKATA_HOME;
	if (env.XDG_DATA_HOME) return join(env.XDG_DATA_HOME, 'kubekata');
	if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'kubekata');
	if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'kubekata');
	return join(homedir(), '.local', 'share', 'kubekata');
}

// Undefined when there is no file; what is no JSON reads as null and is then damaged.
function read(file: string): unknown {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		return /^(ENOENT|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '') ? undefined : null;
	}
	return parse(text);
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
