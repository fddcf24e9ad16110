import type {LoggedInput} from './inputs.ts';

/** A world of the sandbox: a seed, the files it began with and everything that was done in it. */
export interface SavedWorld {
	readonly seed: number;
	readonly inputs: readonly LoggedInput[];
	/** Virtual milliseconds since the session began. */
	readonly elapsedMs: number;
	/** Files in the home directory at the beginning. */
	readonly files: ReadonlyMap<string, string>;
}

/** Where worlds are kept. Implemented where the parts are wired together. */
export interface WorldShelf {
	/** In alphabetical order. */
	names(): readonly string[];
	/** Undefined when there is none of that name. */
	load(name: string): SavedWorld | undefined;
	/** Whether it could be kept. Takes the place of another world of that name. */
	save(name: string, world: SavedWorld): boolean;
	/** Whether it is gone. */
	delete(name: string): boolean;
}

/** What a world may be called. */
export function isWorldName(name: string): boolean {
	return /^[a-zA-Z0-9][\w.-]{0,62}$/.test(name);
}
