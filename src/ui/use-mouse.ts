import {useStdin, useStdout} from 'ink';
import {useEffect} from 'react';
import {MOUSE_OFF, MOUSE_ON, type MouseEvent, MouseReader} from './mouse.ts';

/** Asks the terminal to report the mouse as long as the component is on screen and `isOn`, and tells what it reports. */
export function useMouse(isOn: boolean, listener: (event: MouseEvent) => void): void {
	const {stdout} = useStdout();
	const {stdin} = useStdin();
	useEffect(() => {
		if (!isOn) return;
		stdout.write(MOUSE_ON);
		return () => void stdout.write(MOUSE_OFF);
	}, [stdout, isOn]);
	useEffect(() => {
		// Ink drops the reports of the mouse, so they are taken out before it reads. Late ones come after the mouse was switched off, too.
		const reader = new MouseReader(listener);
		const own = Object.getOwnPropertyDescriptor(stdin, 'read');
		const read = stdin.read;
		stdin.read = (size?: number) => {
			const chunk: string | Buffer | null = read.call(stdin, size);
			// The types know nothing of null, which says that there is nothing to read.
			return chunk === null ? (chunk as unknown as string) : reader.rest(chunk.toString());
		};
		return () => {
			if (own) Object.defineProperty(stdin, 'read', own);
			else Reflect.deleteProperty(stdin, 'read');
		};
	}, [stdin, listener]);
}
