import {writeFileSync} from 'node:fs';
import {loadLesson} from '../lessons/loader.ts';
import {loadCourse} from '../lessons/pack.ts';
import {castOf} from '../ui/film/cast.ts';
import {type FilmFrame, film} from '../ui/film/film.ts';
import {svgOf} from '../ui/film/svg.ts';
import {textFor} from '../ui/text/text.ts';
import {themeFor} from '../ui/theme.ts';
import type {Call} from './main.ts';
import {openLesson} from './open-lesson.ts';

/** Where a film goes and how it looks. */
export interface RecordCommand {
	readonly id: string;
	/** `.cast` for the film, `.svg` for one picture of it. */
	readonly file: string;
	readonly size: {readonly columns: number; readonly rows: number};
	/** Which moment of the film a picture shows; its end if absent. */
	readonly atSeconds?: number;
}

/** `kubekata record LESSON FILE`: plays the lesson's solution on a screen that nobody sees, and keeps what it showed. */
export async function record({id, file, size, atSeconds}: RecordCommand, call: Call): Promise<number> {
	const {environment, text, lessonsDirectory, locale} = call;
	const course = loadCourse(lessonsDirectory);
	const lab = await openLesson(id, call, undefined);
	const {solution} = await loadLesson(lessonsDirectory, id, Object.keys(course.title));
	// A film looks the same wherever it is made.
	const theme = themeFor({LANG: 'C.UTF-8', COLORTERM: 'truecolor'}, 'dark');
	const frames = film(lab, solution, {size, theme, text: textFor(locale)});
	const output = file.endsWith('.svg')
		? svgOf(frameAt(frames, atSeconds).rows, size, theme)
		: castOf(frames, {size, title: lab.view().lesson!.title, theme});
	try {
		writeFileSync(file, output);
	} catch (error) {
		environment.err(`kubekata: ${text.cannotWrite(file, error instanceof Error ? error.message : String(error))}\n`);
		return 1;
	}
	environment.out(`${text.recorded(file)}\n`);
	return 0;
}

function frameAt(frames: Iterable<FilmFrame>, atSeconds = Number.POSITIVE_INFINITY): FilmFrame {
	let last: FilmFrame | undefined;
	for (const frame of frames) {
		if (last && frame.atMs > atSeconds * 1000) return last;
		last = frame;
	}
	return last!;
}
