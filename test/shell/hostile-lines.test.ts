import {expect, it} from 'vitest';
import {Terminal} from './terminal.ts';

const TOO_MUCH = 'kubekata: more text at once than the lab has room for (4 MiB)';
const TOO_LONG = 'kubekata: this regular expression would take too long here';

/** What would eat the memory or the time of a machine, and the line that stands there instead. */
const REFUSED = [
	['x=a; while :; do x=$x$x; done', `bash: ${TOO_MUCH}`],
	['for i in {1..40}; do x="$x $x a"; done; echo $x', `bash: ${TOO_MUCH}`],
	['echo $(yes "$(head -c 1000000 /dev/zero)")', 'bash: command substitution: output too long'],
	['echo {1..100000000}', 'bash: brace expansion: too many words'],
	['echo {1..999}{1..999}', 'bash: brace expansion: too many words'],
	['f() { f; }; f', 'bash: maximum function nesting level exceeded (200)'],
	['echo "sh s.sh" > s.sh; sh s.sh', 'sh: shells are nested too deeply'],
	['x=x; echo $((x))', 'bash: x: expression recursion level exceeded'],
	['ln -s a b; ln -s b a; cat a', 'cat: a: Too many levels of symbolic links'],
	['mkdir -p $(printf "a/%.0s" {1..3000})', 'File name too long'],
	["printf '%1000000000d' 1", 'printf: kubekata: widths beyond 10000 are not simulated'],
	["printf '%.1000f' 1", 'printf: kubekata: more than 100 decimal places are not simulated'],
	['cat /dev/zero > file', 'write error: No space left on device'],
	['sort /dev/zero', `sort: ${TOO_MUCH}`],
	['base64 /dev/zero', `base64: ${TOO_MUCH}`],
	['tail /dev/zero', `tail: ${TOO_MUCH}`],
	["awk 'BEGIN {while (1);}'", 'kubekata: the awk program never ends'],
	[`awk 'BEGIN {x = "a"; while (1) x = x x}'`, 'awk: kubekata: more text at once than the lab has room for'],
	['awk \'BEGIN {printf "%99999999d", 1}\'', 'awk: kubekata: widths beyond 10000 are not simulated'],
	["echo a | sed ':a; ba'", 'sed: kubekata: the script never ends'],
	["echo a | sed ':a; s/^/x/; ba'", 'sed: kubekata: the script never ends'],
	["echo a | sed ':a; s/.*/&&/; ba'", `sed: ${TOO_LONG}`],
	["jq -n 'def f: f; f'", 'jq: error: kubekata: nested too deeply'],
	["jq -n '[range(1e9)]'", 'jq: error (at <stdin>:0): kubekata: the filter never ends'],
	[`echo ${'a'.repeat(40)}! | grep -E '(a+)+\\1$'`, `grep: ${TOO_LONG}`],
] as const;

/** What never ends by itself, and the little that it may write in a minute of the lab's time. */
const ENDLESS = [
	['while true; do :; done', 0],
	['for ((;;)); do :; done', 0],
	['until false; do echo x; done', 200_000],
	['yes', 200_000],
	['yes | sort', 0],
	["yes | tr -d '\\n'", 200_000],
	['yes | cat | cat | wc -l', 0],
	['echo "$(yes)"', 0],
	['seq 100000000', 500_000],
	['seq 100000000 | tail -n 1', 0],
	['cat /dev/urandom', 5_000_000],
	['diff <(yes) <(yes)', 0],
	['watch -n 0 date', 100_000],
	['while :; do :; done | while :; do :; done', 0],
] as const;

it.each(REFUSED)('%s is refused', {timeout: 20_000}, (line, message) => {
	const {terminal, elapsedMs} = run(line);
	expect(terminal.task!.running).toBe(false);
	expect(terminal.screen.trimEnd().split('\n').at(-1)).toContain(message);
	expectUsable(terminal);
	expect(elapsedMs).toBeLessThan(15_000);
});

it.each(ENDLESS)('%s takes nothing but its own time, and Ctrl-C ends it', {timeout: 20_000}, (line, most) => {
	const {terminal, elapsedMs} = run(line);
	expect(terminal.task!.running).toBe(true);
	expect(terminal.screen.length).toBeLessThanOrEqual(most);
	expectUsable(terminal);
	expect(elapsedMs).toBeLessThan(15_000);
});

function run(line: string): {terminal: Terminal; elapsedMs: number} {
	const terminal = new Terminal();
	const startMs = performance.now();
	terminal.start(line, {name: 'bash', state: terminal.state, isPrompt: true});
	if (terminal.task!.isReading) terminal.closeInput();
	terminal.advance(60_000);
	return {terminal, elapsedMs: performance.now() - startMs};
}

function expectUsable(terminal: Terminal): void {
	terminal.task!.kill();
	expect(terminal.prompt('echo still here').out).toBe('still here\n');
}
