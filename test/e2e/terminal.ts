import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

const PROGRAM = resolve('dist/cli.js');
const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 50;

/** The built program in a real terminal: tmux draws it, types into it and tells what is on screen. */
export class Terminal {
	readonly #server = `kubekata-test-${process.pid}-${Math.random().toString(36).slice(2)}`;
	readonly #home = mkdtempSync(join(tmpdir(), 'kubekata-e2e-'));

	/** @param args what follows `kubekata` on the command line */
	constructor(args: string, {columns = 100, rows = 30, env = ''} = {}) {
		const command = `env -u CI -u EDITOR -u VISUAL -u KUBE_EDITOR KUBEKATA_HOME=${this.#home} LANG=en_US.UTF-8 ${env} node ${PROGRAM} ${args}; echo "left with $?"; exec cat`;
		this.#tmux('-f', '/dev/null', 'new-session', '-d', '-s', 'lab', '-x', String(columns), '-y', String(rows), command);
	}

	/** Types text as it is. */
	type(text: string): void {
		this.#tmux('send-keys', '-t', 'lab', '-l', text);
	}

	/** Presses keys by tmux' names: Enter, Tab, C-c, F1. */
	press(...keys: readonly string[]): void {
		this.#tmux('send-keys', '-t', 'lab', ...keys);
	}

	run(line: string): void {
		this.type(line);
		this.press('Enter');
	}

	screen(): string {
		return this.#tmux('capture-pane', '-p', '-t', 'lab');
	}

	/** Waits until the screen shows all texts; fails with what it shows instead. */
	async shows(...texts: readonly string[]): Promise<string> {
		const endMs = performance.now() + PATIENCE_MS;
		for (;;) {
			const screen = this.screen();
			if (texts.every(text => screen.includes(text))) return screen;
			if (performance.now() > endMs) throw new Error(`the screen never showed ${texts.join(' and ')}:\n${screen}`);
			await new Promise(done => setTimeout(done, LOOK_AGAIN_MS));
		}
	}

	resize(columns: number, rows: number): void {
		this.#tmux('resize-window', '-t', 'lab', '-x', String(columns), '-y', String(rows));
	}

	/** Sends a signal to the program. */
	signal(name: 'TERM' | 'HUP' | 'INT'): void {
		const shell = this.#tmux('display-message', '-p', '-t', 'lab', '#{pane_pid}').trim();
		const child = execFileSync('pgrep', ['-P', shell, 'node'], {encoding: 'utf8'}).trim().split('\n')[0]!;
		process.kill(Number(child), `SIG${name}`);
	}

	/** Whether the terminal is on its alternate screen, its cursor is shown, and its mouse is reported. */
	state(): {alternate: boolean; cursor: boolean; mouse: boolean} {
		const flags = '#{alternate_on} #{cursor_flag} #{mouse_any_flag}';
		const [alternate, cursor, mouse] = this.#tmux('display-message', '-p', '-t', 'lab', flags).trim().split(' ');
		return {alternate: alternate === '1', cursor: cursor === '1', mouse: mouse === '1'};
	}

	close(): void {
		this.#tmux('kill-server');
		rmSync(this.#home, {recursive: true, force: true});
	}

	#tmux(...args: readonly string[]): string {
		return execFileSync('tmux', ['-L', this.#server, ...args], {encoding: 'utf8'});
	}
}
