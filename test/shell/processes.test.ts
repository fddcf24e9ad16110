import {describe, expect, it} from 'vitest';
import type {Command} from '../../src/shell/program.ts';
import {START_MS, Terminal} from './terminal.ts';

describe('pipes', () => {
	it('let text flow as it comes', () => {
		const terminal = new Terminal();
		terminal.start('for i in 1 2 3; do echo line $i; sleep 1; done | grep -v 2 | sed s/line/LINE/');
		expect(terminal.out).toBe('LINE 1\n');
		terminal.advance(1000);
		expect(terminal.out).toBe('LINE 1\n');
		terminal.advance(1000);
		expect(terminal.out).toBe('LINE 1\nLINE 3\n');
		terminal.advance(1000);
		expect(terminal.exitCode).toBe(0);
	});

	it('end whoever writes into a pipe that nobody reads', () => {
		let isCleanedUp = false;
		const flood: Command = function* () {
			try {
				for (let count = 0; ; count++) yield {kind: 'write', stream: 'stdout', text: `${count}\n`};
			} finally {
				isCleanedUp = true;
			}
		};
		const terminal = new Terminal({commands: {flood}});
		expect(terminal.prompt('flood | head -2')).toEqual({out: '0\n1\n', err: '', code: 0});
		expect(isCleanedUp).toBe(true);
		expect(terminal.prompt('yes | head -1000 | wc -l').out).toBe('1000\n');
	});

	it('pass standard input on to the first stage only', () => {
		const terminal = new Terminal();
		terminal.start('cat | tr a-z A-Z');
		terminal.feed('typed\n');
		expect(terminal.out).toBe('TYPED\n');
		terminal.closeInput();
		expect(terminal.exitCode).toBe(0);
	});

	it('hold back a writer when the reader is slow', () => {
		const terminal = new Terminal();
		terminal.start('yes | (sleep 5; head -1)');
		expect(terminal.out).toBe('');
		terminal.advance(5000);
		expect(terminal.out).toBe('y\n');
	});
});

describe('signals', () => {
	it('run a trap only when the command in the foreground has ended', () => {
		const terminal = new Terminal();
		terminal.start("trap 'echo stopping; exit 0' TERM; echo up; sleep 10; echo never");
		expect(terminal.signal('TERM')).toBe(true);
		expect(terminal.out).toBe('up\n');
		terminal.advance(9999);
		expect(terminal.out).toBe('up\n');
		terminal.advance(1);
		expect(terminal).toMatchObject({out: 'up\nstopping\n', exitCode: 0});
	});

	it('interrupt wait at once', () => {
		const terminal = new Terminal();
		terminal.start("trap 'echo bye; exit 3' TERM; sleep 3600 & wait");
		terminal.signal('TERM');
		expect(terminal).toMatchObject({out: 'bye\n', exitCode: 3, nowMs: START_MS});
	});

	it('are not noticed without a trap', () => {
		const terminal = new Terminal();
		terminal.start('sleep 3600');
		expect(terminal.signal('TERM')).toBe(false);
		expect(terminal.task!.running).toBe(true);
	});

	it('leave the EXIT trap to the end of the script, however it ends', () => {
		expect(new Terminal().sh("trap 'echo end $?' EXIT; exit 7")).toEqual({out: 'end 7\n', err: '', code: 7});
		expect(new Terminal().sh("trap 'echo end' EXIT; echo body").out).toBe('body\nend\n');
	});
});

describe('background jobs of scripts', () => {
	it('run beside the shell and are waited for', () => {
		const terminal = new Terminal();
		terminal.start(
			'(sleep 2; echo slow) & pid=$!; (sleep 1; echo fast; exit 5) & wait $!; echo $?; wait $pid; echo all',
		);
		terminal.advance(1000);
		expect(terminal.out).toBe('fast\n5\n');
		terminal.advance(1000);
		expect(terminal.out).toBe('fast\n5\nslow\nall\n');
	});

	it('end with the shell, or when they are killed', () => {
		expect(new Terminal().sh('sleep 100 & kill $!; wait $!; echo $?').out).toBe('143\n');
		const terminal = new Terminal();
		terminal.start('(sleep 5; echo late) & echo done');
		terminal.advance(10_000);
		expect(terminal).toMatchObject({out: 'done\n', exitCode: 0});
	});

	it('keep the redirects around them', () => {
		const terminal = new Terminal();
		terminal.sh('{ (sleep 1; echo into file) & wait; } > f');
		expect(terminal.files.read('/root/f')).toBe('into file\n');
	});
});

describe('tasks', () => {
	it('are ended where they stand, and clean up', () => {
		const log: string[] = [];
		const guarded: Command = function* () {
			try {
				for (;;) yield {kind: 'wait'};
			} finally {
				log.push('cleaned up');
			}
		};
		const terminal = new Terminal({commands: {guarded}});
		terminal.start('guarded | cat');
		terminal.task!.kill();
		expect(log).toEqual(['cleaned up']);
		expect(terminal.task).toMatchObject({running: false, exitCode: undefined});
	});

	it('follow a file without a timer', () => {
		const terminal = new Terminal();
		terminal.files.write('/tmp/log', 'one\n');
		terminal.start('tail -f /tmp/log');
		terminal.files.write('/tmp/log', 'two\n', {append: true});
		terminal.advance(0);
		expect(terminal.out).toBe('one\ntwo\n');
		terminal.files.write('/tmp/log', 'new\n');
		terminal.advance(0);
		expect(terminal).toMatchObject({out: 'one\ntwo\nnew\n', err: 'tail: /tmp/log: file truncated\n'});
	});

	it('watch a command and clear what it showed', () => {
		const terminal = new Terminal();
		terminal.start('watch -n 5 date +%T');
		terminal.advance(5000);
		const title = (time: string) => `${'Every 5.0s: date +%T'.padEnd(50)} lab: Sat Nov 21 ${time} 2026\n\n`;
		expect(terminal.screen).toBe(`<clear>${title('10:17:56')}10:17:56\n<clear>${title('10:18:01')}10:18:01\n`);
	});

	it('run a shell within the shell, line by line', () => {
		const terminal = new Terminal();
		terminal.start('sh; echo left $?', {name: 'bash'});
		expect(terminal.out).toBe('# ');
		for (const line of ['cd /tmp', 'for i in a b; do', 'echo $i; done', 'nosuch', 'exit 4']) terminal.feed(`${line}\n`);
		expect(terminal).toMatchObject({out: '# # > a\nb\n# # left 4\n', err: 'sh: nosuch: not found\n'});
	});
});
