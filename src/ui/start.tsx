import {type RenderOptions, render} from 'ink';
import {App, openLab} from './App.tsx';
import {MOUSE_OFF} from './mouse.ts';
import type {ScreenHost} from './screen-host.ts';
import type {Theme} from './theme.ts';

/** What is on screen first: the lesson list, a lesson, or the sandbox. */
export type FirstScreen =
	| {readonly kind: 'list'}
	| {readonly kind: 'lesson'; readonly id: string}
	| {readonly kind: 'sandbox'};

/** How Ink takes the terminal; what is on it is drawn by `screen-painter.ts`. */
export const RENDER_OPTIONS: RenderOptions = {
	alternateScreen: true,
	exitOnCtrlC: false,
	patchConsole: false,
};

export interface Looks {
	readonly theme: Theme;
	/** False leaves the mouse to the terminal until the learner asks for it. */
	readonly hasMouse: boolean;
}

/** Opens the full screen and returns the exit code when the learner leaves it. The terminal is restored on every way out. */
export async function startScreen(host: ScreenHost, first: FirstScreen, {theme, hasMouse}: Looks): Promise<number> {
	const initial =
		first.kind === 'list' ? undefined : await openLab(host, first.kind === 'lesson' ? first.id : undefined);
	const app = render(<App host={host} theme={theme} hasMouse={hasMouse} initial={initial} />, RENDER_OPTIONS);
	// Whatever happens: a terminal that goes on reporting its mouse is of no use.
	const restoreMouse = () => process.stdout.write(MOUSE_OFF);
	process.once('exit', restoreMouse);
	const result = await app.waitUntilExit();
	process.off('exit', restoreMouse);
	return typeof result === 'number' ? result : 0;
}
