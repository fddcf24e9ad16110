import {render} from 'ink';
import {App, openLab} from './App.tsx';
import type {ScreenHost} from './screen-host.ts';
import {themeFor} from './theme.ts';

/** What is on screen first: the lesson list, a lesson, or the sandbox. */
export type FirstScreen =
	| {readonly kind: 'list'}
	| {readonly kind: 'lesson'; readonly id: string}
	| {readonly kind: 'sandbox'};

/** Opens the full screen and returns the exit code when the learner leaves it. The terminal is restored on every way out. */
export async function startScreen(host: ScreenHost, first: FirstScreen): Promise<number> {
	const initial =
		first.kind === 'list' ? undefined : await openLab(host, first.kind === 'lesson' ? first.id : undefined);
	const app = render(<App host={host} theme={themeFor(process.env)} initial={initial} />, {
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	const result = await app.waitUntilExit();
	return typeof result === 'number' ? result : 0;
}
