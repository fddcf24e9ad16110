import type {InputLog} from './input-log.ts';
import type {LabText} from './text/en.ts';
import {isWorldName, type WorldShelf} from './worlds.ts';

const ACTIONS = ['save', 'load', 'delete', 'list'] as const;

/** A word of the sandbox: keeps its world, or opens another one. */
export interface WorldWord {
	readonly word: 'world';
	/** Undefined when the line can't be understood. */
	readonly action: (typeof ACTIONS)[number] | undefined;
	readonly name: string;
}

/** Reads a line as `world …`; undefined when it belongs to the shell. */
export function readWorldWord(line: string): WorldWord | undefined {
	const [first, second, name = '', ...rest] = line.trim().split(/\s+/);
	if (first !== 'world') return undefined;
	const action = ACTIONS.find(each => each === second);
	const isComplete = action === 'list' ? name === '' : name !== '';
	return {word: 'world', action: isComplete && rest.length === 0 ? action : undefined, name};
}

/** Does what the word says. Returns the lines that answer it. */
export function runWorldWord({action, name}: WorldWord, log: InputLog, text: LabText['world']): readonly string[] {
	const {worlds} = log.options;
	if (!worlds) return [text.nowhere];
	if (!action) return [text.usage];
	if (action === 'list') return listed(worlds, text);
	if (action === 'save') return [save(worlds, name, log, text)];
	if (!worlds.names().includes(name)) return [text.unknown(name)];
	if (action === 'delete') return [worlds.delete(name) ? text.deleted(name) : text.notKept];
	const world = worlds.load(name);
	if (!world) return [text.unreadable(name)];
	const {seed, files, inputs, elapsedMs} = world;
	log.open({...log.options, seed, files}, inputs, elapsedMs);
	return [text.loaded(name)];
}

function listed(worlds: WorldShelf, text: LabText['world']): readonly string[] {
	const names = worlds.names();
	return names.length === 0 ? [text.none] : names;
}

function save(worlds: WorldShelf, name: string, {options, inputs, session}: InputLog, text: LabText['world']): string {
	if (!isWorldName(name)) return text.badName(name);
	const {seed, files = new Map()} = options;
	const isKept = worlds.save(name, {seed, files, inputs: [...inputs], elapsedMs: session.elapsedMs});
	return isKept ? text.saved(name) : text.notKept;
}
