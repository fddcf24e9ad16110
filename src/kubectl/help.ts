import type {Flag, Subcommand} from './command.ts';
import {GLOBAL_FLAGS} from './global-flags.ts';

/** `kubectl --help`: every command with its line, in groups. */
export function rootHelp(
	groups: readonly {readonly title: string; readonly commands: readonly Subcommand[]}[],
): string {
	const width = Math.max(...groups.flatMap(({commands}) => commands.map(({name}) => name.length)));
	const sections = groups.map(({title, commands}) => {
		const lines = commands.map(({name, short}) => `  ${name.padEnd(width)}   ${short}`);
		return `${title}:\n${lines.join('\n')}\n`;
	});
	return [
		'kubectl controls the cluster: it shows, creates and changes what lives there.\n',
		...sections,
		'Usage:\n  kubectl [flags] [options]\n',
		'Use "kubectl COMMAND --help" for more about a command.\nUse "kubectl options" for flags that every command takes.\n',
	].join('\n');
}

/** `kubectl VERB --help`. `path` is the whole command, such as `kubectl create deployment`. */
export function commandHelp(path: string, command: Subcommand): string {
	const parts = [`${command.short}.\n`];
	if (command.aliases?.length) parts.push(`Aliases:\n  ${[command.name, ...command.aliases].join(', ')}\n`);
	if (command.examples) parts.push(`Examples:\n${indented(command.examples)}\n`);
	if (command.subcommands?.length) parts.push(`Available Commands:\n${commandLines(command.subcommands)}\n`);
	const flags = command.flags.filter(({hidden, deprecated}) => !hidden && !deprecated);
	if (flags.length > 0) parts.push(`Options:\n${flagLines(flags)}\n`);
	parts.push(`Usage:\n${indented(command.usage)}\n`);
	if (command.subcommands?.length) parts.push(`Use "${path} COMMAND --help" for more about a command.`);
	parts.push('Use "kubectl options" for flags that every command takes.\n');
	return parts.join('\n');
}

/** `kubectl options` */
export function optionsHelp(): string {
	const flags = GLOBAL_FLAGS.filter(({hidden}) => !hidden);
	return `The following options can be passed to any command:\n\n${flagLines(flags)}\n`;
}

function commandLines(commands: readonly Subcommand[]): string {
	const width = Math.max(...commands.map(({name}) => name.length));
	return commands.map(({name, short}) => `  ${name.padEnd(width)}   ${short}`).join('\n');
}

function flagLines(flags: readonly Flag[]): string {
	return [...flags]
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.map(flag => `    ${flag.short ? `-${flag.short}, ` : ''}--${flag.name}=${defaultText(flag)}:\n\t${flag.help}\n`)
		.join('\n');
}

function defaultText({type, default: value}: Flag): string {
	if (type === 'strings' || type === 'array') return '[]';
	if (type === 'boolean') return String(value ?? false);
	if (type === 'int' || type === 'int32') return String(value ?? 0);
	if (type === 'duration') return value === undefined || value === 0 ? '0s' : String(value);
	return `'${value ?? ''}'`;
}

function indented(text: string): string {
	return text
		.split('\n')
		.map(line => `  ${line}`)
		.join('\n');
}
