import {useInput, useWindowSize} from 'ink';
import {useCallback, useEffectEvent, useState} from 'react';
import {Screen} from '../components/Screen.tsx';
import type {MouseEvent} from '../mouse.ts';
import {lessonListPicture} from '../panels/lesson-list.ts';
import type {LessonEntry} from '../screen-host.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {useMouse} from '../use-mouse.ts';

interface LessonListScreenProps {
	readonly lessons: readonly LessonEntry[];
	readonly initial: string | undefined;
	readonly notice: string | undefined;
	readonly theme: Theme;
	readonly hasMouse?: boolean;
	readonly text: Text;
	open(lessonId: string | undefined): void;
	switchLocale(): void;
	quit(): void;
}

/** All lessons with what the learner has solved; Enter opens one. */
export function LessonListScreen({
	lessons,
	initial,
	notice,
	theme,
	hasMouse = true,
	text,
	open,
	switchLocale,
	quit,
}: LessonListScreenProps) {
	const {columns, rows} = useWindowSize();
	const [selected, setSelected] = useState(() => firstChoice(lessons, initial));
	const move = (by: number) => setSelected(index => Math.max(0, Math.min(lessons.length - 1, index + by)));
	useInput((input, key) => {
		if (key.upArrow || input === 'k') move(-1);
		else if (key.downArrow || input === 'j') move(1);
		else if (key.pageUp) move(-10);
		else if (key.pageDown) move(10);
		else if (key.home) move(-lessons.length);
		else if (key.end) move(lessons.length);
		else if (key.return && lessons[selected]) open(lessons[selected].id);
		else if (input === 's') open(undefined);
		else if (input === 'l') switchLocale();
		else if (input === 'q' || key.escape || (key.ctrl && (input === 'c' || input === 'd'))) quit();
	});
	const picture = lessonListPicture(lessons, selected, {columns, rows}, theme, text, notice);
	// A press chooses a lesson, a second one opens it.
	const onMouse = useEffectEvent((event: MouseEvent) => {
		const lesson = picture.lessonAt.get(event.y);
		if (event.kind !== 'press') move(event.kind === 'wheel-up' ? -1 : 1);
		else if (lesson === selected) open(lessons[selected]!.id);
		else if (lesson !== undefined) setSelected(lesson);
	});
	useMouse(
		hasMouse,
		useCallback((event: MouseEvent) => onMouse(event), []),
	);
	return <Screen lines={picture.rows} cursor={undefined} theme={theme} />;
}

// Where the learner was, else the first lesson that is not solved.
function firstChoice(lessons: readonly LessonEntry[], initial: string | undefined): number {
	const remembered = lessons.findIndex(lesson => lesson.id === initial);
	if (remembered >= 0) return remembered;
	return Math.max(
		0,
		lessons.findIndex(lesson => lesson.state === 'begun') >= 0
			? lessons.findIndex(lesson => lesson.state === 'begun')
			: lessons.findIndex(lesson => lesson.state === 'new'),
	);
}
