import type {ScreenRequest} from '../lab-view.ts';
import type {LabWord} from './lab-words.ts';
import type {LabText} from './text/en.ts';

/** How fast a session's time runs and what it asks of the screen: what is no part of the session itself. */
export class Steering {
	speed: number;
	isPaused = false;
	request: ScreenRequest | undefined;
	/** What did not make up a whole virtual millisecond yet. */
	#carriedMs = 0;
	#carriedWallMs = 0;

	constructor(speed: number) {
		this.speed = speed;
	}

	/** The whole virtual milliseconds that pass in some real time. */
	virtualMs(realMs: number): number {
		if (this.isPaused) return 0;
		this.#carriedMs += realMs * this.speed;
		const wholeMs = Math.floor(this.#carriedMs);
		this.#carriedMs -= wholeMs;
		return wholeMs;
	}

	/** The whole seconds of real time that passed, in milliseconds: often enough for a clock on the wall. */
	wholeWallMs(realMs: number): number {
		this.#carriedWallMs += realMs;
		const wholeMs = Math.floor(this.#carriedWallMs / 1000) * 1000;
		this.#carriedWallMs -= wholeMs;
		return wholeMs;
	}

	/** Does what a word says; returns the lines that answer it. */
	run(word: LabWord, text: LabText, words: LabText['words']): readonly string[] {
		switch (word.word) {
			case 'help':
				return helpLines(words, text);
			case 'pause':
				this.isPaused = true;
				return [text.paused];
			case 'resume':
				this.isPaused = false;
				return [text.resumed];
			case 'speed':
				if (word.speed === undefined) return [text.speedUsage];
				this.speed = word.speed;
				return [text.speedSet(word.speed)];
			case 'menu':
			case 'quit':
				this.request = {kind: word.word};
				return [];
			default:
				return [];
		}
	}
}

function helpLines(words: LabText['words'], text: LabText): string[] {
	const width = Math.max(...words.map(([name]) => columns(name))) + 2;
	return [...words.map(([name, meaning]) => name + ' '.repeat(width - columns(name)) + meaning), text.helpIntro];
}

// Chinese characters are two columns wide.
function columns(text: string): number {
	return text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);
}
