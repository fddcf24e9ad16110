import {PassThrough, Writable} from 'node:stream';
import xterm from '@xterm/headless';
import {render} from 'ink';
import type {ReactNode} from 'react';

// Ink 8 uses Promise.withResolvers, which Node 20 lacks.
if (!('withResolvers' in Promise)) {
	Object.assign(Promise, {
		withResolvers() {
			const settle: {resolve?: (value: unknown) => void; reject?: (reason?: unknown) => void} = {};
			const promise = new Promise((resolve, reject) => Object.assign(settle, {resolve, reject}));
			return {promise, ...settle};
		},
	});
}

export interface FakeTerminal {
	type(text: string): Promise<void>;
	resize(columns: number, rows: number): Promise<void>;
	/** The rows that the terminal shows. */
	screen(): Promise<string[]>;
	/** Waits until the screen shows the text; fails with the screen after two seconds. */
	waitFor(text: string): Promise<string[]>;
	cursor(): {x: number; y: number};
	isAlternate(): boolean;
	/** How often something was written. */
	writes(): number;
	/** What programs must give back when they leave. */
	modes(): {alternate: boolean; cursor: boolean; mouse: boolean; raw: boolean; paste: boolean; wraps: boolean};
	close(): Promise<unknown>;
}

/** A terminal emulator without a terminal: renders an Ink program into cells that a test can read. */
export function openTerminal(element: ReactNode, {columns = 100, rows = 30} = {}): FakeTerminal {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
	let writeCount = 0;
	let isRaw = false;
	let isCursorShown = true;
	const stdout = new (class extends Writable {
		isTTY = true;
		columns = columns;
		rows = rows;
		override _write(chunk: Buffer, _encoding: string, done: () => void) {
			if (chunk.length > 0) writeCount++;
			const text = chunk.toString();
			const last = Math.max(text.lastIndexOf('\u001b[?25h'), text.lastIndexOf('\u001b[?25l'));
			if (last >= 0) isCursorShown = text.startsWith('\u001b[?25h', last);
			terminal.write(text, done);
		}
	})();
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode: (isOn: boolean) => {
			isRaw = isOn;
			return stdin;
		},
		ref() {},
		unref() {},
	});
	terminal.onData(data => stdin.write(data));
	const app = render(element, {
		stdout,
		stdin: stdin as unknown as NodeJS.ReadStream,
		stderr: stdout,
		alternateScreen: true,
		incrementalRendering: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	const rowsShown = () => {
		const buffer = terminal.buffer.active;
		return Array.from(
			{length: terminal.rows},
			(_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '',
		);
	};
	const flushed = async () => {
		await app.waitUntilRenderFlush();
		await new Promise<void>(done => terminal.write('', done));
	};
	const screen = async () => {
		await flushed();
		return rowsShown();
	};
	return {
		screen,
		async type(text) {
			stdin.write(text);
			await new Promise(done => setImmediate(done));
			await flushed();
		},
		async resize(width, height) {
			Object.assign(stdout, {columns: width, rows: height});
			terminal.resize(width, height);
			stdout.emit('resize');
			await flushed();
		},
		async waitFor(text) {
			let limit: NodeJS.Timeout | undefined;
			const tooLate = new Promise<'too late'>(done => {
				limit = setTimeout(() => done('too late'), 3000);
			});
			try {
				for (;;) {
					const shown = await screen();
					if (shown.some(row => row.includes(text))) return shown;
					const drawn = new Promise<'drawn'>(done => {
						const subscription = terminal.onWriteParsed(() => {
							subscription.dispose();
							done('drawn');
						});
					});
					if ((await Promise.race([drawn, tooLate])) === 'too late')
						throw new Error(`the screen never showed ${JSON.stringify(text)}:\n${shown.join('\n')}`);
				}
			} finally {
				clearTimeout(limit);
			}
		},
		cursor: () => ({x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY}),
		writes: () => writeCount,
		modes: () => ({
			alternate: terminal.buffer.active.type === 'alternate',
			cursor: isCursorShown,
			mouse: terminal.modes.mouseTrackingMode !== 'none',
			raw: isRaw,
			paste: terminal.modes.bracketedPasteMode,
			wraps: terminal.modes.wraparoundMode,
		}),
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		async close() {
			app.unmount();
			const result = await app.waitUntilExit();
			await new Promise<void>(done => terminal.write('', done));
			return result;
		},
	};
}
