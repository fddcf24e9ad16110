import {decodeInputs} from '../lab/inputs.ts';
import type {WorldShelf} from '../lab/worlds.ts';
import {plainText} from '../lessons/plain-text.ts';
import type {Progress} from '../progress.ts';

/** The worlds of a person, kept with their progress. */
export function worldShelf(progress: Progress): WorldShelf {
	return {
		names: () => progress.worldNames,
		load: name => {
			const world = progress.world(name);
			const inputs = world && decodeInputs(world.inputs);
			if (!inputs) return undefined;
			const {seed, elapsedMs, files} = world;
			return {seed, inputs, elapsedMs, files: new Map(Object.entries(files).flatMap(readFile))};
		},
		save: (name, {seed, inputs, elapsedMs, files}) =>
			progress.saveWorld(name, {seed, inputs, elapsedMs, files: Object.fromEntries(files)}),
		delete: name => progress.saveWorld(name, undefined),
	};
}

// Written by whoever wrote the file: neither a path that leaves the home directory nor control characters.
function readFile([path, text]: readonly [string, string]): [string, string][] {
	const parts = path.split('/');
	const isInside = parts.every(part => part !== '' && part !== '.' && part !== '..' && plainText(part) === part);
	return isInside ? [[path, plainText(text)]] : [];
}
