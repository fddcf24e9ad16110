import type {Program} from '../program.ts';
import {findCommand} from '../run-command.ts';
import type {Shell} from '../shell.ts';
import {type Builtin, instantly} from './builtin.ts';

const KEYWORDS = new Set(
	'if then else elif fi for while until do done case esac in { } ! [[ ]] function time'.split(' '),
);

export const lookupBuiltins: Readonly<Record<string, Builtin>> = {
	*command(args, shell) {
		const [flag, ...names] = args;
		if (flag !== '-v' && flag !== '-V') return yield* shell.runWords(flag === '-p' || flag === '--' ? names : args);
		let code = 0;
		for (const name of names) {
			const text = flag === '-v' ? briefly(name, shell) : inWords(name, shell);
			if (text !== undefined) yield {kind: 'write', stream: 'stdout', text: `${text}\n`};
			else {
				if (flag === '-V') yield* shell.complain(`command: ${name}: not found`);
				code = 127;
			}
		}
		return code === 0 ? 0 : shell.settings.dialect === 'bash' ? 1 : 127;
	},
	*builtin(args, shell) {
		return yield* shell.runWords(args);
	},
	*type(args, shell) {
		let code = 0;
		for (const name of args.filter(arg => !arg.startsWith('-'))) {
			const text = inWords(name, shell);
			if (text !== undefined) yield {kind: 'write', stream: 'stdout', text: `${text}\n`};
			else {
				if (shell.settings.dialect === 'bash') yield* shell.complain(`type: ${name}: not found`);
				else yield {kind: 'write', stream: 'stdout', text: `${name}: not found\n`};
				code = shell.settings.dialect === 'bash' ? 1 : 127;
			}
		}
		return code;
	},
	*which(args, shell) {
		let code = 0;
		for (const name of args.filter(arg => !arg.startsWith('-'))) {
			if ('failure' in findCommand(name, shell.process)) code = 1;
			else yield {kind: 'write', stream: 'stdout', text: `${name.includes('/') ? name : `/usr/bin/${name}`}\n`};
		}
		return code;
	},
	hash: instantly(() => {
		return 0;
	}),
	history,
	fc: notAtHand('fc'),
	getopts: notAtHand('getopts'),
	pushd: notAtHand('pushd'),
	popd: notAtHand('popd'),
	dirs: notAtHand('dirs'),
	mapfile: notAtHand('mapfile'),
	select: notAtHand('select'),
};

function* history([count]: readonly string[], shell: Shell): Program {
	const {history: lines} = shell.state;
	if (count === '-c') {
		lines.length = 0;
		return 0;
	}
	const from = count !== undefined && /^\d+$/.test(count) ? Math.max(0, lines.length - Number(count)) : 0;
	const text = lines.slice(from).map((line, index) => `${String(from + index + 1).padStart(5)}  ${line}\n`);
	yield {kind: 'write', stream: 'stdout', text: text.join('')};
	return 0;
}

function notAtHand(name: string): Builtin {
	return function* () {
		yield {kind: 'write', stream: 'stderr', text: `kubekata: ${name} is not simulated\n`};
		return 1;
	};
}

// What `command -v` prints.
function briefly(name: string, shell: Shell): string | undefined {
	const alias = shell.state.aliases.get(name);
	if (alias !== undefined) return `alias ${name}='${alias}'`;
	if (KEYWORDS.has(name) || shell.state.functions.has(name) || shell.builtinNames.has(name)) return name;
	return 'failure' in findCommand(name, shell.process) ? undefined : name.includes('/') ? name : `/usr/bin/${name}`;
}

function inWords(name: string, shell: Shell): string | undefined {
	const alias = shell.state.aliases.get(name);
	if (alias !== undefined)
		return shell.settings.dialect === 'bash' ? `${name} is aliased to \`${alias}'` : `${name} is an alias for ${alias}`;
	if (KEYWORDS.has(name)) return `${name} is a shell keyword`;
	if (shell.state.functions.has(name)) return `${name} is a function`;
	if (shell.builtinNames.has(name)) return `${name} is a shell builtin`;
	const path = briefly(name, shell);
	return path && `${name} is ${path}`;
}
