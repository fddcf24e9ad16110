import {useInput, usePaste, useStdin} from 'ink';
import {useEffect} from 'react';
import type {Key} from '../shell/key.ts';
import {functionKeyAction, promptKeys, type ScreenAction, screenAction} from './keys.ts';

interface KeyHandlers {
	/** Letters of an open prediction. */
	readonly choices: readonly string[];
	/** False while something else on screen takes the keys. */
	readonly isActive: boolean;
	act(action: ScreenAction): void;
	press(key: Key): void;
	paste(text: string): void;
}

/** Sends every key where it belongs: to the screen if it has a meaning there, else to the prompt. */
export function useKeys({choices, isActive, act, press, paste}: KeyHandlers): void {
	useInput(
		(input, key) => {
			const action = screenAction(input, key, choices);
			if (action) act(action);
			else for (const each of promptKeys(input, key)) press(each);
		},
		{isActive},
	);
	usePaste(paste, {isActive});
	const {internal_eventEmitter: rawInput} = useStdin() as ReturnType<typeof useStdin> & {
		internal_eventEmitter: {
			on(event: 'input', run: (sequence: string) => void): void;
			removeListener(event: 'input', run: (sequence: string) => void): void;
		};
	};
	useEffect(() => {
		if (!isActive) return;
		const listen = (sequence: string) => {
			const action = functionKeyAction(sequence);
			if (action) act(action);
		};
		rawInput.on('input', listen);
		return () => rawInput.removeListener('input', listen);
	}, [rawInput, act, isActive]);
}
