import {Box, useApp, useCursor, useWindowSize} from 'ink';
import {useCallback, useEffect, useRef, useState} from 'react';
import type {Lab} from '../../lab.ts';
import type {ScreenRequest} from '../../lab-view.ts';
import type {Key} from '../../shell/key.ts';
import {Lines} from '../components/Lines.tsx';
import {EditorScreen} from '../editor/EditorScreen.tsx';
import type {ScreenAction} from '../keys.ts';
import {layoutFor} from '../layout.ts';
import {helpRows} from '../panels/help.ts';
import type {ScreenHost} from '../screen-host.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {useKeys} from '../use-keys.ts';
import {useLab} from '../use-lab.ts';
import {useTicker} from '../use-ticker.ts';
import {labFrame, type ScreenState} from './lab-frame.ts';
import {panelOrder} from './panes.ts';

interface LabScreenProps {
	readonly lab: Lab;
	readonly host: ScreenHost;
	readonly theme: Theme;
	readonly text: Text;
	leave(to: 'menu' | 'next-lesson' | 'quit'): void;
}

const SPEEDS = [1, 5, 20, 60];

/** Lesson, panels and terminal of one session. */
export function LabScreen({lab, host, theme, text, leave}: LabScreenProps) {
	const view = useLab(lab);
	const {columns, rows} = useWindowSize();
	const {suspendTerminal} = useApp();
	const {setCursorPosition} = useCursor();
	const [state, setState] = useState<ScreenState>({panel: 'lesson', lessonOffset: undefined, terminalOffset: 0});
	const [isHelpOpen, setHelpOpen] = useState(false);
	const interruptedAt = useRef(0);
	const [notStarted, setNotStarted] = useState<{request: ScreenRequest; editor: string}>();

	const {request} = view;
	const inside = request?.kind === 'edit' ? insideEditor(request, host, notStarted) : undefined;
	const isInside = inside !== undefined;
	useTicker(lab, view.request?.kind !== 'edit');
	useFollowNews(view.lesson, setState);

	const frame = labFrame(view, state, {columns, rows}, theme, text);
	const mode = layoutFor(columns, rows).mode;
	const choices =
		view.lesson?.prediction && view.lesson.prediction.chosen === undefined
			? view.lesson.prediction.choices.map(choice => choice.key)
			: [];

	const act = useCallback(
		(action: ScreenAction) => {
			if (isHelpOpen) return setHelpOpen(false);
			if (action.kind === 'panel') {
				const panel = panelOrder(mode === 'columns' ? 'columns' : 'tabs', view.lesson !== undefined)[action.index];
				if (panel) setState(old => ({...old, panel}));
			} else if (action.kind === 'scroll-lesson')
				setState(old => ({
					...old,
					lessonOffset: Math.max(0, Math.min(frame.lessonEnd, frame.lessonOffset + action.by)),
				}));
			else if (action.kind === 'scroll-terminal')
				setState(old => ({...old, terminalOffset: Math.max(0, old.terminalOffset - action.by)}));
			else if (action.kind === 'help') setHelpOpen(true);
			else if (action.kind === 'hint') lab.hint();
			else if (action.kind === 'pause') lab.togglePause();
			else if (action.kind === 'speed') lab.setSpeed(SPEEDS[(SPEEDS.indexOf(view.time.speed) + 1) % SPEEDS.length]!);
			else if (action.kind === 'advance') lab.advanceToNext();
			else if (action.kind === 'undo') lab.undo();
			else if (action.kind === 'redo') lab.redo();
			else if (action.kind === 'next') lab.next();
			else if (action.kind === 'menu') leave('menu');
			else if (action.kind === 'quit') leave('quit');
			else if (action.kind === 'predict') lab.predict(action.key);
		},
		[isHelpOpen, mode, view, frame.lessonEnd, frame.lessonOffset, lab, leave],
	);

	const press = (key: Key) => {
		if (isHelpOpen) return setHelpOpen(false);
		const isIdle = view.prompt.text === '' && !view.prompt.busy;
		if (key.text === '?' && isIdle) return setHelpOpen(true);
		if (key.ctrl && key.text === 'c' && isIdle) {
			if (performance.now() - interruptedAt.current < 2000) return leave('quit');
			interruptedAt.current = performance.now();
			setState(old => ({...old, notice: text.quitConfirm}));
		} else if (state.notice !== undefined || state.terminalOffset > 0)
			setState(({notice: _, ...old}) => ({...old, terminalOffset: 0}));
		lab.press(key);
	};
	const edited = useCallback((edit: string | undefined) => lab.edited(edit), [lab]);
	useKeys({choices, isActive: !isInside, act, press, paste: pasted => lab.paste(pasted)});

	useEffect(() => {
		if (request?.kind === 'edit') {
			if (!isInside)
				// The answer waits until the screen is back: the program may ask for the next edit at once.
				void outside(suspendTerminal, () => host.edit(request.name, request.text)).then(outcome => {
					if (outcome.kind === 'not-started') setNotStarted({request, editor: outcome.editor});
					else lab.edited(outcome.kind === 'saved' ? outcome.text : undefined);
				});
		} else if (request?.kind === 'help') setHelpOpen(true);
		else if (request) leave(request.kind);
		if (request && request.kind !== 'edit') lab.requestDone();
	}, [request, isInside, suspendTerminal, lab, host, leave]);

	if (inside && request?.kind === 'edit')
		return (
			<EditorScreen
				name={request.name}
				initialText={request.text}
				notice={inside.failed && text.editor.notStarted(inside.failed)}
				size={{columns, rows}}
				theme={theme}
				text={text}
				done={edited}
			/>
		);
	setCursorPosition(isHelpOpen ? undefined : frame.cursor);
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Lines lines={isHelpOpen ? helpRows({columns, rows}, theme, text) : frame.rows} theme={theme} />
		</Box>
	);
}

// A new step, hint, remark or explanation brings the lesson's text back into view at the place of the news.
function useFollowNews(
	lesson: ReturnType<Lab['view']>['lesson'],
	setState: (change: (old: ScreenState) => ScreenState) => void,
): void {
	const news =
		lesson && [lesson.stepIndex, lesson.hints.length, lesson.remark, lesson.explanation !== undefined].join();
	// biome-ignore lint/correctness/useExhaustiveDependencies: the news is what it waits for
	useEffect(() => setState(old => ({...old, lessonOffset: undefined})), [news, setState]);
}

// The lab's own editor opens when it is asked for, when the person has none, and when theirs can't be started.
function insideEditor(
	request: Extract<ScreenRequest, {kind: 'edit'}>,
	host: ScreenHost,
	notStarted: {request: ScreenRequest; editor: string} | undefined,
): {failed: string | undefined} | undefined {
	if (notStarted?.request === request) return {failed: notStarted.editor};
	return request.inside || !host.hasEditor ? {failed: undefined} : undefined;
}

async function outside<T>(
	suspendTerminal: ReturnType<typeof useApp>['suspendTerminal'],
	work: () => Promise<T>,
): Promise<T> {
	const results: T[] = [];
	await suspendTerminal(async () => void results.push(await work()));
	return results[0]!;
}
