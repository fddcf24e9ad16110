import {useApp} from 'ink';
import {useCallback, useEffect, useState} from 'react';
import type {Lab} from '../lab.ts';
import type {ScreenHost} from './screen-host.ts';
import type {LabScreen} from './screens/LabScreen.tsx';
import {LessonListScreen} from './screens/LessonListScreen.tsx';
import {textFor} from './text/text.ts';
import type {Theme} from './theme.ts';

/** A session and the component that shows it; the component is loaded with the first session, not with the lesson list. */
export interface OpenLab {
	readonly lab: Lab;
	readonly Screen: typeof LabScreen;
}

interface AppProps {
	readonly host: ScreenHost;
	readonly theme: Theme;
	readonly hasMouse: boolean;
	/** Shown at once; the lesson list comes first if absent. */
	readonly initial: OpenLab | undefined;
}

/** The full-screen program: the lesson list, and the lab of one lesson at a time. */
export function App({host, theme, hasMouse, initial}: AppProps) {
	const {exit} = useApp();
	const [current, setCurrent] = useState(initial);
	const [lastLesson, setLastLesson] = useState(initial?.lab.lessonId);
	const [locale, setLocale] = useState(host.locale);
	const text = textFor(locale);
	const lab = current?.lab;

	const open = useCallback(
		async (lessonId: string | undefined) => {
			setCurrent(await openLab(host, lessonId));
			setLastLesson(lessonId);
		},
		[host],
	);
	const leave = useCallback(
		(to: 'menu' | 'next-lesson' | 'quit') => {
			if (lab) host.save(lab);
			if (to === 'quit') return exit(lab?.isSolved() === false ? 1 : 0);
			const ids = host.lessons().map(lesson => lesson.id);
			const next = to === 'next-lesson' && lab?.lessonId ? ids[ids.indexOf(lab.lessonId) + 1] : undefined;
			if (next) void open(next);
			else setCurrent(undefined);
		},
		[lab, host, exit, open],
	);
	useKeepProgress(lab, host);

	if (current) {
		const {Screen} = current;
		const key = current.lab.lessonId ?? 'sandbox';
		return (
			<Screen key={key} lab={current.lab} host={host} theme={theme} hasMouse={hasMouse} text={text} leave={leave} />
		);
	}
	const switchLocale = () => {
		const other = locale === 'en' ? 'zh-CN' : 'en';
		host.setLocale(other);
		setLocale(other);
	};
	return (
		<LessonListScreen
			lessons={host.lessons()}
			notice={host.notice}
			initial={lastLesson}
			theme={theme}
			hasMouse={hasMouse}
			text={text}
			open={id => void open(id)}
			switchLocale={switchLocale}
			quit={() => exit(0)}
		/>
	);
}

/** Opens a session together with its screen. */
export async function openLab(host: ScreenHost, lessonId: string | undefined): Promise<OpenLab> {
	const [lab, {LabScreen: Screen}] = await Promise.all([host.open(lessonId), import('./screens/LabScreen.tsx')]);
	return {lab, Screen};
}

const SAVE_AFTER_MS = 500;

// Progress is kept soon after every input, so that a killed terminal costs nothing.
function useKeepProgress(lab: Lab | undefined, host: ScreenHost): void {
	useEffect(() => {
		if (!lab) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let saved = lab.inputs.length;
		const unsubscribe = lab.subscribe(() => {
			if (lab.inputs.length === saved) return;
			saved = lab.inputs.length;
			timer ??= setTimeout(() => {
				timer = undefined;
				host.save(lab);
			}, SAVE_AFTER_MS);
		});
		return () => {
			clearTimeout(timer);
			unsubscribe();
			host.save(lab);
		};
	}, [lab, host]);
}
