import {useStdout, useWindowSize} from 'ink';
import {useCallback, useEffect, useRef, useState, useSyncExternalStore} from 'react';
import type {Lab} from '../../lab.ts';
import {copySequence} from '../clipboard.ts';
import {Screen} from '../components/Screen.tsx';
import {EditorScreen} from '../editor/EditorScreen.tsx';
import type {MouseEvent} from '../mouse.ts';
import {helpRows} from '../panels/help.ts';
import type {ScreenHost} from '../screen-host.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {useKeys} from '../use-keys.ts';
import {useLab} from '../use-lab.ts';
import {useMouse} from '../use-mouse.ts';
import {useTicker} from '../use-ticker.ts';
import {ScreenModel} from './screen-model.ts';
import {useRequests} from './use-requests.ts';

interface LabScreenProps {
	readonly lab: Lab;
	readonly host: ScreenHost;
	readonly theme: Theme;
	/** Whether the mouse works the screen from the start. */
	readonly hasMouse?: boolean;
	readonly text: Text;
	leave(to: 'menu' | 'next-lesson' | 'quit'): void;
}

/** Lesson, panels and terminal of one session. */
export function LabScreen({lab, host, theme, hasMouse = true, text, leave}: LabScreenProps) {
	const view = useLab(lab);
	const size = useWindowSize();
	const {stdout} = useStdout();
	const latestLeave = useRef(leave);
	useEffect(() => {
		latestLeave.current = leave;
	}, [leave]);
	const [model] = useState(
		() =>
			new ScreenModel(
				lab,
				theme,
				text,
				{
					leave: to => latestLeave.current(to),
					copy: copied => void stdout.write(copySequence(copied)),
					now: () => performance.now(),
				},
				{size, hasMouse},
			),
	);
	const {isHelpOpen, isMouseOn} = useSyncExternalStore(model.subscribe, model.snapshot);
	const openHelp = useCallback(() => model.openHelp(), [model]);
	const edit = useRequests(lab, host, {openHelp, leave});
	const isEditing = view.request?.kind === 'edit';
	useTicker(lab, !isEditing);
	useKeys(model, edit === undefined);
	const onMouse = useCallback((event: MouseEvent) => model.mouse(event), [model]);
	useMouse(isMouseOn && !isEditing, onMouse);

	model.resize(size);
	if (edit)
		return (
			<EditorScreen
				name={edit.request.name}
				initialText={edit.request.text}
				notice={edit.failed && text.editor.notStarted(edit.failed)}
				size={size}
				theme={theme}
				text={text}
				done={edit.done}
			/>
		);
	const frame = model.frame();
	return isHelpOpen ? (
		<Screen
			lines={helpRows(size, theme, text, view.lesson ? 'words' : 'sandboxWords')}
			cursor={undefined}
			theme={theme}
		/>
	) : (
		<Screen lines={frame.rows} cursor={frame.cursor} theme={theme} />
	);
}
