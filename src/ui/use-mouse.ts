import {useStdout} from 'ink';
import {useEffect} from 'react';
import {MOUSE_OFF, MOUSE_ON} from './mouse.ts';

/** Asks the terminal to report the mouse as long as the component is on screen and `isOn`. */
export function useMouse(isOn: boolean): void {
	const {stdout} = useStdout();
	useEffect(() => {
		if (!isOn) return;
		stdout.write(MOUSE_ON);
		return () => void stdout.write(MOUSE_OFF);
	}, [stdout, isOn]);
}
