import {type Assignment, type Command, parse, type Redirection, type Statement, type Word} from 'unbash';

type Part = Word | Assignment | Redirection;

const MAX_ALIASES = 20;

/** The parts of a command with aliases replaced; whole statements when the alias is more than one command. */
export function withoutAliases(
	node: Command,
	aliases: ReadonlyMap<string, string>,
): Part[] | {statements: Statement[]} {
	const parts: Part[] = [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix];
	if (aliases.size === 0) return parts;
	const seen = new Set<string>();
	let position = node.prefix.length;
	// An alias that ends in a blank lets the next word be one, too.
	for (let count = 0; count < MAX_ALIASES; count++) {
		const word = parts[position];
		const value = word?.type === 'Word' && isPlain(word) && !seen.has(word.value) ? aliases.get(word.value) : undefined;
		if (value === undefined) return parts;
		seen.add((word as Word).value);
		const script = parse(value);
		const command = script.commands.length === 1 ? script.commands[0]!.command : undefined;
		if (script.errors?.length || command?.type !== 'Command')
			return several(value, parts.slice(position + 1), script.errors === undefined);
		const replaced = [...command.prefix, ...(command.name ? [command.name] : []), ...command.suffix];
		parts.splice(position, 1, ...replaced);
		if (/\s$/.test(value)) position += replaced.length;
		else position += command.prefix.length;
	}
	return parts;
}

function isPlain(word: Word): boolean {
	return !word.parts && word.text === word.value;
}

// `alias both='ls; pwd'`: what follows belongs to the last of the commands.
function several(value: string, rest: readonly Part[], isValid: boolean): Part[] | {statements: Statement[]} {
	if (!isValid) return [...rest];
	const words = rest.flatMap(part => (part.type === 'Word' || part.type === 'Assignment' ? [part.text] : []));
	return {statements: [...parse(`${value} ${words.join(' ')}`).commands]};
}
