import {useStdout} from 'ink';
import {useLayoutEffect} from 'react';
import {type Picture, painterOf} from '../screen-painter.ts';

/**
 * Fills the terminal with rows. Ink reads the keys and keeps the alternate screen; to draw a whole screen through its layout would cost tens of
 * milliseconds with every key.
 */
export function Screen({lines, cursor, theme}: Picture) {
	const {stdout} = useStdout();
	useLayoutEffect(() => painterOf(stdout).paint({lines, cursor, theme}));
	return null;
}
