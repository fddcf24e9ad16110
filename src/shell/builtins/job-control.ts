import type {Program, SignalName} from '../program.ts';
import type {Shell} from '../shell.ts';
import {type Builtin, instantly} from './builtin.ts';

const NUMBERS: Readonly<Record<string, string>> = {0: 'EXIT', 1: 'HUP', 2: 'INT', 3: 'QUIT', 9: 'KILL', 15: 'TERM'};
const SIGNALS: Readonly<Record<string, number>> = {
	HUP: 1,
	INT: 2,
	QUIT: 3,
	KILL: 9,
	USR1: 10,
	USR2: 12,
	TERM: 15,
	CHLD: 17,
	WINCH: 28,
};
const DELIVERED: readonly string[] = ['TERM', 'INT', 'HUP', 'QUIT'];

export const jobBuiltins: Readonly<Record<string, Builtin>> = {
	*trap(args, shell) {
		const words = args[0] === '--' ? args.slice(1) : args;
		if (words.length === 0) {
			const lines = [...shell.state.traps].map(
				([name, text]) => `trap -- '${text.replaceAll("'", "'\\''")}' ${name}\n`,
			);
			yield {kind: 'write', stream: 'stdout', text: lines.join('')};
			return 0;
		}
		const isReset = words.length === 1 || words[0] === '-';
		let code = 0;
		for (const word of words.length === 1 ? words : words.slice(1)) {
			const name = signalName(word);
			if (name === undefined) {
				yield* shell.complain(
					shell.settings.dialect === 'bash'
						? `trap: ${word}: invalid signal specification`
						: `trap: ${word}: invalid signal specification`,
				);
				code = 1;
			} else setTrap(name, isReset ? undefined : words[0]!, shell);
		}
		return code;
	},
	*wait(args, shell) {
		const {jobs} = shell;
		const wanted =
			args.length > 0
				? args.map(arg => jobs.all.find(job => arg === String(job.pid) || arg === `%${jobs.all.indexOf(job) + 1}`))
				: jobs.running;
		let code = 0;
		for (const [index, job] of wanted.entries()) {
			if (!job) {
				yield* shell.complain(`wait: pid ${args[index]} is not a child of this shell`);
				code = 127;
				continue;
			}
			while (job.strand.state !== 'done') {
				// A signal with a trap ends the wait at once; its trap runs next.
				if (shell.pending.length > 0) return 128 + (SIGNALS[shell.pending[0]!] ?? 0);
				yield {kind: 'wait', on: [jobs.news]};
			}
			if (args.length > 0) code = job.strand.exitCode;
		}
		return shell.pending.length > 0 ? 128 + (SIGNALS[shell.pending[0]!] ?? 0) : code;
	},
	*jobs(_args, shell) {
		const lines = shell.jobs.running.map((job, index) => `[${index + 1}]  ${job.pid} Running\n`);
		yield {kind: 'write', stream: 'stdout', text: lines.join('')};
		return 0;
	},
	fg: noJobControl('fg'),
	bg: noJobControl('bg'),
	disown: instantly(() => {
		return 0;
	}),
	*kill(args, shell) {
		if (args[0] === '-l') {
			yield {kind: 'write', stream: 'stdout', text: `${Object.keys(SIGNALS).join('\n')}\n`};
			return 0;
		}
		const hasSignal = args[0]?.startsWith('-') ?? false;
		const given = args[0] === '-s' ? args[1] : args[0]?.slice(1);
		const name = hasSignal ? signalName(given ?? '') : 'TERM';
		const pids = hasSignal ? args.slice(args[0] === '-s' ? 2 : 1) : args;
		if (name === undefined) {
			yield* shell.complain(`kill: ${given}: invalid signal specification`);
			return 1;
		}
		if (pids.length === 0) {
			yield* shell.complain(
				'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]',
			);
			return 2;
		}
		let code = 0;
		for (const pid of pids) code = (yield* killOne(pid, name, shell)) || code;
		return code;
	},
};

function* killOne(pid: string, name: string, shell: Shell): Program {
	const {all} = shell.jobs;
	const job = all.find((each, index) => pid === String(each.pid) || pid === `%${index + 1}`);
	if (job) {
		const isRunning = job.strand.state !== 'done';
		if (isRunning && name !== 'EXIT') job.strand.kill(128 + (SIGNALS[name] ?? 15));
		shell.jobs.announce();
		if (isRunning) return 0;
	} else if (/^\d+$/.test(pid) && shell.process.machine.signal?.(Number(pid), name)) return 0;
	const isNumber = /^%?-?\d+$/.test(pid);
	yield* shell.complain(
		isNumber ? `kill: (${pid}) - No such process` : `kill: ${pid}: arguments must be process or job IDs`,
	);
	return 1;
}

function setTrap(name: string, text: string | undefined, shell: Shell): void {
	const {traps} = shell.state;
	const {handlers} = shell.process;
	if (text === undefined) traps.delete(name);
	else traps.set(name, text);
	if (!DELIVERED.includes(name)) return;
	const signal = name as SignalName;
	if (text === undefined) handlers.delete(signal);
	else
		handlers.set(signal, () => {
			shell.pending.push(signal);
			shell.jobs.announce();
		});
}

// `TERM`, `SIGTERM`, `15`, `EXIT`; undefined for anything else.
function signalName(word: string): string | undefined {
	const name = NUMBERS[word] ?? word.toUpperCase().replace(/^SIG/, '');
	return name === 'EXIT' || Object.hasOwn(SIGNALS, name) ? name : undefined;
}

function noJobControl(name: string): Builtin {
	return function* (_args, shell) {
		yield* shell.complain(`${name}: no job control`);
		return 1;
	};
}
