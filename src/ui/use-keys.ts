import {useInput, usePaste, useStdin} from 'ink';
import {useEffect} from 'react';
import {functionKeyAction} from './keys.ts';
import type {ScreenModel} from './screens/screen-model.ts';

/** Sends keys and pasted text to the screen. `isActive` is false while something else on screen takes them. */
export function useKeys(model: ScreenModel, isActive: boolean): void {
	useInput((input, key) => model.key(input, key), {isActive});
	usePaste(text => model.paste(text), {isActive});
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
			if (action) model.act(action);
		};
		rawInput.on('input', listen);
		return () => rawInput.removeListener('input', listen);
	}, [rawInput, model, isActive]);
}
