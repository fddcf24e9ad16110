import type {Builtin} from './builtin.ts';

export const aliasBuiltins: Readonly<Record<string, Builtin>> = {
	*alias(args, shell) {
		const {aliases} = shell.state;
		if (args.length === 0) {
			const names = [...aliases.keys()].sort();
			yield {kind: 'write', stream: 'stdout', text: names.map(name => line(name, aliases.get(name)!)).join('')};
			return 0;
		}
		let code = 0;
		for (const arg of args) {
			const equals = arg.indexOf('=');
			if (equals > 0) aliases.set(arg.slice(0, equals), arg.slice(equals + 1));
			else if (aliases.has(arg)) yield {kind: 'write', stream: 'stdout', text: line(arg, aliases.get(arg)!)};
			else {
				yield* shell.complain(`alias: ${arg}: not found`);
				code = 1;
			}
		}
		return code;
	},
	*unalias(args, shell) {
		let code = 0;
		for (const arg of args) {
			if (arg === '-a') shell.state.aliases.clear();
			else if (!shell.state.aliases.delete(arg)) {
				yield* shell.complain(`unalias: ${arg}: not found`);
				code = 1;
			}
		}
		return code;
	},
};

function line(name: string, value: string): string {
	return `alias ${name}='${value.replaceAll("'", "'\\''")}'\n`;
}
