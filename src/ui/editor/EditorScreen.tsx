import {useInput, usePaste} from 'ink';
import {useEffect, useState} from 'react';
import {Screen} from '../components/Screen.tsx';
import {promptKeys} from '../keys.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {openEditor, pasteInEditor, pressEditor} from './editor.ts';
import {editorRows} from './editor-rows.ts';

interface EditorScreenProps {
	readonly name: string;
	readonly initialText: string;
	/** Shown until the first key. */
	readonly notice: string | undefined;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly theme: Theme;
	readonly text: Text;
	/** Called once: with the saved text, or with undefined if nothing was saved. */
	done(text: string | undefined): void;
}

/** The built-in editor, over the whole screen. */
export function EditorScreen({name, initialText, notice, size, theme, text, done}: EditorScreenProps) {
	const [state, setState] = useState(() => ({...openEditor(name, initialText), notice}));
	const pageRows = Math.max(1, size.rows - 3);
	useInput((input, key) => {
		const keys = key.pageUp || key.pageDown ? [pageKey(key.pageUp)] : promptKeys(input, key);
		setState(old => keys.reduce(pressEditor, {...old, pageRows}));
	});
	usePaste(pasted => setState(old => pasteInEditor(old, pasted)));
	useEffect(() => {
		if (state.isClosed) done(state.result);
	}, [state.isClosed, state.result, done]);
	const {rows, cursor} = editorRows(state, size, theme, text);
	return <Screen lines={rows} cursor={state.isClosed ? undefined : cursor} theme={theme} />;
}

function pageKey(isUp: boolean): {text: ''; name: 'pageup' | 'pagedown'} {
	return {text: '', name: isUp ? 'pageup' : 'pagedown'};
}
