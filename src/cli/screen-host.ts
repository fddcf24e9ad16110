import type {Locale} from '../lab-view.ts';
import {loadCourse} from '../lessons/pack.ts';
import type {Progress} from '../progress.ts';
import type {ScreenHost} from '../ui/screen-host.ts';
import {loadDocumentation} from './documentation.ts';
import type {ImportedFiles} from './import-files.ts';
import {lessonEntries} from './lesson-entries.ts';
import type {Call} from './main.ts';
import {editorOf, editText} from './own-editor.ts';
import {noticeLine} from './progress.ts';
import {saveLesson} from './save-lesson.ts';
import {cliText} from './text/text.ts';

/** What the full screen needs from around it. */
export function screenHost(call: Call, progress: Progress, imported?: ImportedFiles): ScreenHost {
	let {locale} = call;
	const {lessonsDirectory, environment} = call;
	const notice = () => progress.notice && noticeLine(progress.notice, cliText(locale));
	let told = notice();
	return {
		get locale() {
			return locale;
		},
		lessons: () => lessonEntries(lessonsDirectory, loadCourse(lessonsDirectory), locale, progress),
		open: async id => {
			// The simulator is loaded when the first lesson is opened, not for the list.
			const {openLesson, openSandbox} = await import('./open-lesson.ts');
			// Not waited for: nobody types `kubectl explain` before it is there.
			void loadDocumentation();
			void progress.ready();
			const lab =
				id === undefined
					? openSandbox({...call, locale}, progress, imported)
					: await openLesson(id, {...call, locale}, progress.lesson(id));
			if (told !== undefined) lab.tell(told);
			return lab;
		},
		get notice() {
			return notice();
		},
		save: lab => {
			saveLesson(lab, progress);
			// The disk may fill up while somebody learns.
			const now = notice();
			if (now !== undefined && now !== told) lab.tell(now);
			told = now;
		},
		setLocale(next: Locale) {
			locale = next;
			progress.saveSettings({locale: next});
		},
		hasEditor: editorOf(environment.env) !== undefined,
		edit: async (name, text) => editText(name, text, editorOf(environment.env) ?? 'vi'),
	};
}
