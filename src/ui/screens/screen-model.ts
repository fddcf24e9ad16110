import type {Key as InkKey} from 'ink';
import type {Lab} from '../../lab.ts';
import type {LabView} from '../../lab-view.ts';
import type {Key} from '../../shell/key.ts';
import {focusCommand} from '../focus-keys.ts';
import {promptKeys, type ScreenAction, screenAction} from '../keys.ts';
import type {PanelName, PaneName} from '../layout.ts';
import type {MouseEvent} from '../mouse.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {clicked} from './click.ts';
import {type LabFrame, labFrame, layoutOf, type Size} from './lab-frame.ts';
import {type News, newsOf} from './news.ts';
import {copyText, focused, focusNext, obey, paneNamed, scrolled} from './obey.ts';
import {panelOrder} from './panes.ts';
import {atPrompt, FIRST_STATE, type ScreenState} from './screen-state.ts';

/** What the screen asks of what is around it. */
export interface ScreenOutlets {
	leave(to: 'menu' | 'next-lesson' | 'quit'): void;
	/** Puts a text into the clipboard. */
	copy(text: string): void;
	/** Milliseconds of a clock that people live by. */
	now(): number;
}

export interface ScreenSnapshot {
	readonly state: ScreenState;
	readonly isHelpOpen: boolean;
	readonly isMouseOn: boolean;
}

const SPEEDS = [1, 5, 20, 60];
const QUIT_WITHIN_MS = 2000;

/**
 * What the learner chose to see, and what keys and the mouse make of it. It lives outside of React, so that several keys that arrive at once each
 * see what the one before did.
 */
export class ScreenModel {
	#snapshot: ScreenSnapshot;
	#size: Size;
	#news: News;
	#interruptedAtMs = Number.NEGATIVE_INFINITY;
	#frame: {readonly causes: readonly unknown[]; readonly frame: LabFrame} | undefined;
	readonly #listeners = new Set<() => void>();

	constructor(
		private readonly lab: Lab,
		private readonly theme: Theme,
		private readonly text: Text,
		private readonly outlets: ScreenOutlets,
		{size, hasMouse}: {readonly size: Size; readonly hasMouse: boolean},
	) {
		this.#size = size;
		const state = {...FIRST_STATE, isStoryRead: lab.inputs.length > 0};
		this.#snapshot = {state, isHelpOpen: false, isMouseOn: hasMouse};
		this.#news = newsOf(lab.view());
	}

	snapshot = (): ScreenSnapshot => this.#snapshot;

	subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** The screen as it is now; computed once for each state of session, screen and terminal. */
	frame(): LabFrame {
		const view = this.lab.view();
		const news = newsOf(view);
		if (news.part !== this.#news.part) {
			// What is new brings the lesson's text back into view at its place; a new step its tab, too.
			const isTabbed = layoutOf(view, this.#state, this.#size).mode === 'tabs';
			const panel = isTabbed && news.page !== this.#news.page ? 'lesson' : this.#state.panel;
			this.#news = news;
			this.#snapshot = {...this.#snapshot, state: {...this.#state, panel, lessonOffset: undefined}};
		}
		const frame = this.#painted(view);
		if (this.#state.focus === 'terminal' || paneNamed(frame, this.#state.focus)) return frame;
		// What took the keys is no longer on screen.
		this.#snapshot = {...this.#snapshot, state: atPrompt(this.#state)};
		return this.#painted(view);
	}

	resize(size: Size): void {
		this.#size = size;
	}

	key(input: string, key: InkKey): void {
		if (this.#closedHelp() || this.#leftReplay(key)) return;
		const {focus, isFiltering} = this.#state;
		const command = focus === 'terminal' ? undefined : focusCommand(input, key, isFiltering);
		if (command?.kind === 'copy') this.#copy(command.what);
		else if (command) this.#change(obey(this.#state, command, this.frame(), this.#order()));
		else {
			const action = screenAction(input, key, this.#openChoices());
			if (action) this.act(action);
			else for (const each of promptKeys(input, key)) this.#press(each);
		}
	}

	paste(text: string): void {
		this.#change(atPrompt(this.#state));
		this.lab.paste(text);
	}

	mouse(event: MouseEvent): void {
		if (event.kind === 'press' && this.#closedHelp()) return;
		if (!this.#snapshot.isHelpOpen) this.#change(clicked(this.#state, event, this.frame()));
	}

	openHelp(): void {
		this.#set({isHelpOpen: true});
	}

	act(action: ScreenAction): void {
		if (this.#closedHelp()) return;
		switch (action.kind) {
			case 'panel':
				this.#show(this.#order()[action.index]);
				break;
			case 'scroll-lesson':
				this.#scroll(this.#state.panel === 'goals' ? 'goals' : 'lesson', action.by);
				break;
			case 'scroll-terminal':
				this.#scroll('terminal', action.by);
				break;
			case 'focus':
				this.#change(focusNext(this.#state, this.frame()));
				break;
			case 'mouse':
				this.#switchMouse();
				break;
			case 'help':
				this.openHelp();
				break;
			case 'menu':
			case 'quit':
				this.outlets.leave(action.kind);
				break;
			default:
				this.#steer(action);
		}
	}

	// What the session does.
	#steer(action: Exclude<ScreenAction, {kind: 'panel' | 'scroll-lesson' | 'scroll-terminal'}>): void {
		const {lab} = this;
		switch (action.kind) {
			case 'next':
				if (this.frame().isStoryPage) this.#readStory();
				else lab.next();
				break;
			case 'speed':
				lab.setSpeed(SPEEDS[(SPEEDS.indexOf(lab.view().time.speed) + 1) % SPEEDS.length]!);
				break;
			case 'hint':
				lab.hint();
				break;
			case 'pause':
				lab.togglePause();
				break;
			case 'advance':
				if (lab.view().replay) lab.replayStep(1);
				else lab.advanceToNext();
				break;
			case 'replay':
				lab.replayStep(action.by);
				break;
			case 'undo':
				lab.undo();
				break;
			case 'redo':
				lab.redo();
				break;
			case 'predict':
				lab.predict(action.key);
		}
	}

	get #state(): ScreenState {
		return this.#snapshot.state;
	}

	#press(key: Key): void {
		const {lab} = this;
		// Whoever types is back in the present.
		lab.replayAt(undefined);
		const {prompt} = lab.view();
		const isIdle = prompt.text === '' && !prompt.busy;
		const isInterrupt = key.ctrl === true && key.text === 'c' && isIdle;
		if (key.text === '?' && isIdle) this.openHelp();
		else if (isInterrupt && this.outlets.now() - this.#interruptedAtMs < QUIT_WITHIN_MS) this.outlets.leave('quit');
		else {
			if (isInterrupt) this.#interruptedAtMs = this.outlets.now();
			const isDropping = key.name === 'escape' && isIdle && this.#state.focus === 'terminal';
			// A key at the prompt shows what is newest, and takes away what was said last.
			this.#change({
				...atPrompt(this.#state),
				terminalOffset: 0,
				notice: isInterrupt ? this.text.quitConfirm : undefined,
				...(isDropping && {selected: undefined}),
			});
			if (key.name !== 'enter' || !isIdle || !this.#wentOn()) this.#type(key);
		}
	}

	#type(key: Key): void {
		if (key.name === 'enter') this.#change({...this.#state, isStoryRead: true});
		this.lab.press(key);
	}

	// Enter on an empty line leaves the story and the debrief.
	#wentOn(): boolean {
		const isStoryPage = this.frame().isStoryPage;
		const isDebrief = this.lab.view().lesson?.debrief !== undefined;
		if (isStoryPage) this.#readStory();
		else if (isDebrief) this.lab.next();
		return isStoryPage || isDebrief;
	}

	#leftReplay(key: InkKey): boolean {
		if (!this.lab.view().replay || this.#state.focus !== 'terminal' || !(key.escape || key.end)) return false;
		this.lab.replayAt(undefined);
		return true;
	}

	#closedHelp(): boolean {
		if (!this.#snapshot.isHelpOpen) return false;
		this.#set({isHelpOpen: false});
		return true;
	}

	#scroll(name: PaneName, by: number): void {
		const pane = paneNamed(this.frame(), name);
		if (pane) this.#change(scrolled(this.#state, name, pane, by));
	}

	#switchMouse(): void {
		const isMouseOn = !this.#snapshot.isMouseOn;
		const notice = isMouseOn ? this.text.mouseOn : this.text.mouseOff;
		this.#set({isMouseOn, state: {...this.#state, notice}});
	}

	#readStory(): void {
		this.#change({...this.#state, isStoryRead: true, lessonOffset: undefined});
	}

	#show(panel: PanelName | undefined): void {
		if (!panel) return;
		const state = {...this.#state, panel};
		this.#change(state.focus === 'terminal' ? state : focused(state, panel));
	}

	#copy(what: 'name' | 'row'): void {
		const copied = copyText(this.#state, what, this.frame());
		if (!copied) return;
		this.outlets.copy(copied);
		this.#change({...this.#state, notice: this.text.copied(copied)});
	}

	#order(): readonly PanelName[] {
		const view = this.lab.view();
		const {mode} = layoutOf(view, this.#state, this.#size);
		return panelOrder(mode === 'columns' ? 'columns' : 'tabs', view.lesson !== undefined);
	}

	#openChoices(): readonly string[] {
		const prediction = this.lab.view().lesson?.prediction;
		return prediction && prediction.chosen === undefined ? prediction.choices.map(choice => choice.key) : [];
	}

	#painted(view: LabView): LabFrame {
		const {columns, rows} = this.#size;
		const causes = [view, this.#state, columns, rows];
		if (!this.#frame || causes.some((cause, index) => cause !== this.#frame!.causes[index]))
			this.#frame = {causes, frame: labFrame(view, this.#state, this.#size, this.theme, this.text)};
		return this.#frame.frame;
	}

	#change(state: ScreenState): void {
		const isSame = (Object.keys(state) as (keyof ScreenState)[]).every(key => state[key] === this.#state[key]);
		if (!isSame) this.#set({state});
	}

	#set(change: Partial<ScreenSnapshot>): void {
		this.#snapshot = {...this.#snapshot, ...change};
		for (const listener of this.#listeners) listener();
	}
}
