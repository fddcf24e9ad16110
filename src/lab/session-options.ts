import type {Locale} from '../lab-view.ts';
import type {Lesson} from '../lessons/format.ts';
import type {WorldShelf} from './worlds.ts';

/** What a session begins with. */
export interface SessionOptions {
	/** Absent in the sandbox. */
	readonly lesson?: Lesson;
	readonly seed: number;
	readonly locale: Locale;
	/** Files in the home directory when there is no lesson. */
	readonly files?: ReadonlyMap<string, string>;
	/** The sandbox says at its beginning what there is beside the shell. */
	readonly hasIntro?: boolean;
	/** Where the sandbox keeps worlds; absent where nothing can be kept. */
	readonly worlds?: WorldShelf;
}
