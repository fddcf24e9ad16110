import {type Command, complain, type Process, print} from '../program.ts';
import {runCommand} from '../run-command.ts';
import {ToolError, tool} from './tool.ts';

/** env: variables, or a command with others (-i, -u NAME, NAME=value). */
export const env: Command = tool(
	'env',
	{letters: 'iu:0', long: {'ignore-environment': 'i', unset: 'u:', null: '0'}, stopsAtOperand: true, usageCode: 125},
	function* ({options, operands, process}) {
		const variables = options.has('i') ? new Map<string, string>() : new Map(process.env);
		for (const name of options.values('u')) variables.delete(name);
		let index = 0;
		for (; operands[index]?.includes('='); index++) {
			const [name = '', ...value] = operands[index]!.split('=');
			variables.set(name, value.join('='));
		}
		if (index < operands.length) return yield* runCommand(operands.slice(index), {...process, env: variables}, 'env');
		const end = options.has('0') ? '\0' : '\n';
		yield* print([...variables].map(([name, value]) => `${name}=${value}${end}`).join(''));
		return 0;
	},
);

export const printenv: Command = tool('printenv', {letters: '0', usageCode: 2}, function* ({operands, process}) {
	if (operands.length === 0) {
		yield* print([...process.env].map(([name, value]) => `${name}=${value}\n`).join(''));
		return 0;
	}
	let code = 0;
	for (const name of operands) {
		const value = process.env.get(name);
		if (value === undefined) code = 1;
		else yield* print(`${value}\n`);
	}
	return code;
});

export const pwd: Command = function* (_args, {cwd}) {
	yield* print(`${cwd}\n`);
	return 0;
};

export const whoami: Command = function* () {
	yield* print('root\n');
	return 0;
};

/** Everybody is root here. */
export const id: Command = tool(
	'id',
	{letters: 'ugGn', long: {user: 'u', group: 'g', groups: 'G', name: 'n'}},
	function* ({options, operands}) {
		if (operands.length > 0 && operands[0] !== 'root') throw new ToolError(`id: ‘${operands[0]}’: no such user`);
		const isShort = ['u', 'g', 'G'].some(letter => options.has(letter));
		yield* print(isShort ? (options.has('n') ? 'root\n' : '0\n') : 'uid=0(root) gid=0(root) groups=0(root)\n');
		return 0;
	},
);

export const hostname: Command = tool(
	'hostname',
	{letters: 'fsiId', long: {fqdn: 'f', short: 's', 'ip-address': 'i'}},
	function* ({options, process}) {
		const {machine} = process;
		if (options.has('i') || options.has('I')) {
			const address = ownAddress(process);
			if (address === undefined) throw new ToolError('hostname: Name or service not known');
			yield* print(`${address}\n`);
		} else yield* print(`${options.has('s') ? machine.hostname.split('.')[0] : machine.hostname}\n`);
		return 0;
	},
);

export const uname: Command = tool(
	'uname',
	{
		letters: 'asnrvmpio',
		long: {all: 'a', 'kernel-name': 's', nodename: 'n', 'kernel-release': 'r', machine: 'm', 'operating-system': 'o'},
	},
	function* ({options, process}) {
		const parts: readonly [string, string][] = [
			['s', 'Linux'],
			['n', process.machine.hostname],
			['r', '6.1.0-13-amd64'],
			['v', '#1 SMP PREEMPT_DYNAMIC Debian 6.1.55-1 (2023-09-29)'],
			['m', 'x86_64'],
			['o', 'GNU/Linux'],
		];
		const isAsked = parts.some(([letter]) => options.has(letter));
		const shown = parts.filter(([letter]) =>
			options.has('a') ? true : isAsked ? options.has(letter) : letter === 's',
		);
		yield* print(`${shown.map(([, text]) => text).join(' ')}\n`);
		return 0;
	},
);

export const nproc: Command = function* () {
	yield* print('4\n');
	return 0;
};

export const arch: Command = function* () {
	yield* print('x86_64\n');
	return 0;
};

export const tty: Command = function* (_args, {isTerminal}) {
	yield* print(isTerminal ? '/dev/pts/0\n' : 'not a tty\n');
	return isTerminal ? 0 : 1;
};

/** The processes of the machine; where it can't tell, the shell alone. */
export const ps: Command = function* (args, {machine, isTerminal}) {
	const all = machine.processes?.() ?? [{pid: 1, command: 'bash'}];
	const letters = args.join('').replaceAll('-', '');
	const shown = isTerminal || machine.processes ? all : all.slice(0, 1);
	const rows = [...shown, {pid: (shown.at(-1)?.pid ?? 1) + 6, command: ['ps', ...args].join(' ')}];
	if (/u|f/.test(letters)) {
		yield* print('USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
		for (const {pid, command} of rows)
			yield* print(
				`root      ${String(pid).padStart(6)}  0.0  0.0   4624  3712 ?        Ss   00:00   0:00 ${command}\n`,
			);
		return 0;
	}
	yield* print('    PID TTY          TIME CMD\n');
	for (const {pid, command} of rows)
		yield* print(`${String(pid).padStart(7)} ?        00:00:00 ${command.split(' ')[0]!.split('/').at(-1)}\n`);
	return 0;
};

/** kill outside a shell: only processes of the machine can be reached. */
export const kill: Command = function* (args, {machine}) {
	const name = args[0]?.startsWith('-') ? args[0].replace(/^-(SIG)?/, '') : 'TERM';
	let code = 0;
	for (const pid of args.filter(arg => !arg.startsWith('-'))) {
		const signal = {9: 'KILL', 15: 'TERM', 2: 'INT', 1: 'HUP'}[name] ?? name;
		if (machine.signal?.(Number(pid), signal)) continue;
		yield* complain(`kill: sending signal to ${pid} failed: No such process\n`);
		code = 1;
	}
	return code;
};

/** timeout DURATION COMMAND: ends the command when the time is over (exit code 124). */
export const timeout: Command = tool(
	'timeout',
	{
		letters: 's:k:v',
		long: {signal: 's:', 'kill-after': 'k:', 'preserve-status': 'p', foreground: 'f'},
		stopsAtOperand: true,
		usageCode: 125,
	},
	function* ({operands: [duration, ...argv], process}) {
		if (duration === undefined || argv.length === 0)
			throw new ToolError("timeout: missing operand\nTry 'timeout --help' for more information.", 125);
		const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(duration);
		if (!match)
			throw new ToolError(
				`timeout: invalid time interval ‘${duration}’\nTry 'timeout --help' for more information.`,
				125,
			);
		const seconds = Number(match[1]) * {'': 1, s: 1, m: 60, h: 3600, d: 86_400}[match[2]!]!;
		return yield* limited(argv, seconds * 1000, process);
	},
);

function* limited(argv: readonly string[], limitMs: number, process: Process): ReturnType<Command> {
	const untilMs = process.machine.now() + limitMs;
	const program = runCommand(argv, process, 'timeout');
	try {
		let step = program.next();
		while (!step.done) {
			const effect = step.value;
			if (effect.kind !== 'wait') step = program.next(yield effect);
			else {
				yield {...effect, untilMs: Math.min(effect.untilMs ?? Number.POSITIVE_INFINITY, untilMs)};
				if (limitMs > 0 && process.machine.now() >= untilMs) return 124;
				step = program.next(undefined);
			}
		}
		return step.value;
	} finally {
		program.return(124);
	}
}

/** The address of this machine as its own name resolves. */
function ownAddress({machine, files}: Process): string | undefined {
	const hosts = files.stat('/etc/hosts')?.type === 'file' ? files.read('/etc/hosts') : '';
	const line = hosts.split('\n').find(each => each.split(/\s+/).slice(1).includes(machine.hostname));
	return line?.split(/\s+/)[0] ?? machine.network?.resolve(machine.hostname)[0];
}
