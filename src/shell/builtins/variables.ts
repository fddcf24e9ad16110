import {setElements} from '../arrays.ts';
import {ShellError} from '../control-flow.ts';
import type {Program} from '../program.ts';
import type {Shell} from '../shell.ts';
import {type Builtin, instantly} from './builtin.ts';

export const variableBuiltins: Readonly<Record<string, Builtin>> = {
	*export(args, shell) {
		const names = args.filter(arg => arg !== '-p');
		if (names.length === 0) return yield* printVariables([...shell.process.env], 'declare -x ', 'export ', shell);
		return yield* forEachName('export', names, shell, (name, value) => {
			if (value !== undefined) shell.set(name, value);
			else if (shell.get(name) === undefined) return;
			shell.export(name);
		});
	},
	*readonly(args, shell) {
		const names = args.filter(arg => arg !== '-p');
		if (names.length === 0) {
			const values = [...shell.state.readOnly].map(name => [name, shell.get(name) ?? ''] as const);
			return yield* printVariables(values, 'declare -r ', 'readonly ', shell);
		}
		return yield* forEachName('readonly', names, shell, (name, value) => {
			if (value !== undefined) shell.set(name, value);
			shell.state.readOnly.add(name);
		});
	},
	*local(args, shell) {
		const saved = shell.locals.at(-1);
		if (!saved) {
			yield* shell.complain('local: can only be used in a function');
			return 1;
		}
		return yield* forEachName('local', args, shell, (name, value) => {
			if (!saved.has(name)) saved.set(name, shell.get(name));
			shell.set(name, value ?? '');
		});
	},
	declare,
	typeset: declare,
	unset: instantly((args, shell) => {
		for (const name of args) {
			if (name === '-v' || name === '-f') continue;
			if (args[0] === '-f' || (shell.get(name) === undefined && shell.state.functions.has(name)))
				shell.state.functions.delete(name);
			else shell.unset(name);
		}
		return 0;
	}),
	shift: instantly(([count = '1'], shell) => {
		const {args} = shell.state;
		if (!/^\d+$/.test(count) || Number(count) > args.length) return 1;
		shell.state.args = args.slice(Number(count));
		return 0;
	}),
};

function* declare(args: readonly string[], shell: Shell): Program {
	const flags = args.filter(arg => /^-[a-zA-Z]+$/.test(arg)).join('');
	if (flags.includes('A')) throw new ShellError('kubekata: associative arrays are not simulated');
	const names = args.filter(arg => !arg.startsWith('-'));
	const saved = shell.locals.at(-1);
	return yield* forEachName('declare', names, shell, (name, value) => {
		if (saved && !saved.has(name)) saved.set(name, shell.get(name));
		if (value !== undefined) shell.set(name, value);
		if (flags.includes('a') && !shell.state.arrays.has(name)) setElements(name, [], true, shell);
		if (flags.includes('x')) shell.export(name);
		if (flags.includes('r')) shell.state.readOnly.add(name);
	});
}

function* forEachName(
	command: string,
	args: readonly string[],
	shell: Shell,
	work: (name: string, value: string | undefined) => void,
): Program {
	let code = 0;
	for (const arg of args) {
		const equals = arg.indexOf('=');
		const name = equals < 0 ? arg : arg.slice(0, equals);
		if (/^[A-Za-z_]\w*$/.test(name)) work(name, equals < 0 ? undefined : arg.slice(equals + 1));
		else {
			yield* shell.complain(
				shell.settings.dialect === 'bash'
					? `${command}: \`${arg}': not a valid identifier`
					: `${command}: ${arg}: bad variable name`,
			);
			code = 1;
		}
	}
	return code;
}

function* printVariables(
	values: readonly (readonly [string, string])[],
	bashPrefix: string,
	shPrefix: string,
	shell: Shell,
): Program {
	const isBash = shell.settings.dialect === 'bash';
	const lines = values
		.map(([name, value]) =>
			isBash
				? `${bashPrefix}${name}="${value.replace(/["$`\\]/g, '\\$&')}"\n`
				: `${shPrefix}${name}='${value.replaceAll("'", "'\\''")}'\n`,
		)
		.sort();
	yield {kind: 'write', stream: 'stdout', text: lines.join('')};
	return 0;
}
