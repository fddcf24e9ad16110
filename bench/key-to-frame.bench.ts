import {PassThrough, Writable} from 'node:stream';
import {render} from 'ink';
import {createElement} from 'react';
import {createLab, type Lab} from '../src/lab.ts';
import {loadLesson} from '../src/lessons/loader.ts';
import type {ScreenHost} from '../src/ui/screen-host.ts';
import {LabScreen} from '../src/ui/screens/LabScreen.tsx';
import {RENDER_OPTIONS} from '../src/ui/start.tsx';
import {textFor} from '../src/ui/text/text.ts';
import {themeFor} from '../src/ui/theme.ts';
import type {Measurement} from './measurement.ts';

const KEYS = 200;
// A fast typist; also keeps one key's frame apart from the next one's.
const PAUSE_MS = 45;
const [NEXT_PANE, CLEAR_LINE, DOWN, UP] = ['\u000f', '\u0015', '\u001b[B', '\u001b[A'];
const SIZE = {columns: 160, rows: 45};

/** Time from a key at the terminal to the frame that shows it, while the clock runs: letters at the prompt, and moving through the tree. */
export async function measure(): Promise<Measurement[]> {
	return [
		{name: 'key-to-frame-p95-ms', value: await keyToFrameMs(50), unit: 'ms', budget: 16},
		{name: 'key-to-frame-5000-pods-p95-ms', value: await keyToFrameMs(5000), unit: 'ms', budget: 33},
	];
}

async function keyToFrameMs(podCount: number): Promise<number> {
	const lab = await labWith(podCount);
	const screen = openScreen(lab);
	const times: number[] = [];
	// The first frames of a process are slow whatever is in them.
	for (const key of [...'warm up the screen with some twenty keys', CLEAR_LINE]) {
		await pause(20);
		await screen.press(key);
	}
	for (let count = 0; count < KEYS; count++) {
		// The second half goes down and up through the tree.
		const moves = count - KEYS / 2;
		if (moves === 0) for (const key of [NEXT_PANE, NEXT_PANE, DOWN]) await screen.press(key);
		const key = moves < 0 ? (count % 20 === 19 ? CLEAR_LINE : 'k') : moves % 40 < 20 ? DOWN : UP;
		await pause(PAUSE_MS);
		times.push(await screen.press(key));
	}
	await screen.close();
	times.sort((a, b) => a - b);
	return times[Math.floor(times.length * 0.95)]!;
}

async function labWith(podCount: number): Promise<Lab> {
	const lesson = await loadLesson('lessons', 'deployment/rollback', ['en']);
	const nodes = Array.from({length: Math.ceil(podCount / 100) + 1}, (_, index) => ({name: `worker-${index + 1}`}));
	const lab = createLab({lesson: {...lesson, world: {...lesson.world, nodes}}, seed: 1, locale: 'en'});
	lab.submit(`kubectl create deployment many --image=nginx:1.27 --replicas=${podCount}`);
	lab.advance(300_000);
	const ready = lab.view().store.get('Deployment', 'default/many')?.status.readyReplicas;
	if (ready !== podCount) throw new Error(`only ${ready} of ${podCount} Pods are ready`);
	return lab;
}

interface Screen {
	/** Types a key; milliseconds until the frame after it was written. */
	press(key: string): Promise<number>;
	close(): Promise<unknown>;
}

function openScreen(lab: Lab): Screen {
	let written = () => {};
	const stdout = new (class extends Writable {
		isTTY = true;
		columns = SIZE.columns;
		rows = SIZE.rows;
		override _write(_chunk: Buffer, _encoding: string, done: () => void) {
			written();
			done();
		}
	})();
	const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => stdin, ref() {}, unref() {}});
	const host: ScreenHost = {
		locale: 'en',
		lessons: () => [],
		open: async () => lab,
		save() {},
		setLocale() {},
		hasEditor: false,
		notice: undefined,
		edit: async () => ({kind: 'given-up'}),
	};
	const theme = themeFor({LANG: 'en_US.UTF-8', COLORTERM: 'truecolor', COLORFGBG: '15;0'});
	const element = createElement(LabScreen, {lab, host, theme, text: textFor('en'), leave() {}});
	const app = render(element, {
		...RENDER_OPTIONS,
		stdout: stdout as unknown as NodeJS.WriteStream,
		stdin: stdin as unknown as NodeJS.ReadStream,
		interactive: true,
	});
	return {
		press(key) {
			return new Promise(done => {
				const startMs = performance.now();
				written = () => {
					written = () => {};
					done(performance.now() - startMs);
				};
				stdin.write(key);
			});
		},
		async close() {
			app.unmount();
			await app.waitUntilExit();
		},
	};
}

function pause(durationMs: number): Promise<void> {
	return new Promise(done => setTimeout(done, durationMs));
}
