/** What is kept of one lesson. */
export interface LessonProgress {
	readonly solved: boolean;
	/** Seed of the session whose inputs these are. */
	readonly seed: number;
	/** The input log for going on later, as the lab wrote it; empty after a solved lesson was left. */
	readonly inputs: readonly unknown[];
	/** Virtual milliseconds since the session began. */
	readonly elapsedMs: number;
	/** The best result of an exam. */
	readonly bestPercent?: number;
}

/** A world of the sandbox. */
export interface WorldProgress {
	readonly seed: number;
	/** The input log, as the lab wrote it. */
	readonly inputs: readonly unknown[];
	/** Virtual milliseconds since the session began. */
	readonly elapsedMs: number;
	/** Files in the home directory at the beginning. */
	readonly files: Readonly<Record<string, string>>;
}

export interface Settings {
	readonly locale?: string;
}

/** The content of the file. */
export interface Data {
	readonly version: number;
	readonly settings: Settings;
	readonly lessons: Readonly<Record<string, LessonProgress>>;
	readonly worlds: Readonly<Record<string, WorldProgress>>;
}

/** The file format that this program writes. A file with a higher number is left alone. */
const VERSION = 1;
export const EMPTY: Data = {version: VERSION, settings: {}, lessons: {}, worlds: {}};

/** Null for what is no JSON. */
export function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Undefined for what is no progress at all. */
export function decode(value: unknown): Data | 'newer' | undefined {
	if (!isRecord(value) || typeof value.version !== 'number') return undefined;
	if (value.version > VERSION) return 'newer';
	// Files of before there were worlds have none.
	const {settings, lessons, worlds = {}} = value;
	if (!isRecord(settings) || !isRecord(lessons) || !isRecord(worlds)) return undefined;
	const decoded: Record<string, LessonProgress> = Object.create(null);
	for (const [id, lesson] of Object.entries(lessons)) {
		if (!isRecord(lesson) || typeof lesson.solved !== 'boolean' || !Array.isArray(lesson.inputs)) return undefined;
		if (!isCount(lesson.seed) || !isCount(lesson.elapsedMs)) return undefined;
		const {solved, seed, inputs, elapsedMs, bestPercent} = lesson;
		decoded[id] = {solved, seed, inputs, elapsedMs, ...(isCount(bestPercent) && {bestPercent})};
	}
	const decodedWorlds: Record<string, WorldProgress> = Object.create(null);
	for (const [name, world] of Object.entries(worlds)) {
		if (!isRecord(world) || !Array.isArray(world.inputs) || !isCount(world.seed) || !isCount(world.elapsedMs))
			return undefined;
		const {seed, inputs, elapsedMs, files = {}} = world;
		if (!isRecord(files) || !Object.values(files).every(text => typeof text === 'string')) return undefined;
		decodedWorlds[name] = {seed, inputs, elapsedMs, files: files as Record<string, string>};
	}
	return {
		version: VERSION,
		settings: typeof settings.locale === 'string' ? {locale: settings.locale} : {},
		lessons: {...decoded},
		worlds: {...decodedWorlds},
	};
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
