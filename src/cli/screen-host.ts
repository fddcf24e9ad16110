import type {Locale} from '../lab-view.ts';
import {loadCourse} from '../lessons/pack.ts';
import type {Progress} from '../progress.ts';
import type {ScreenHost} from '../ui/screen-host.ts';
import {loadDocumentation} from './documentation.ts';
import type {ImportedFiles} from './import-files.ts';
import {lessonEntries} from './lesson-entries.ts';
import type {Call} from './main.ts';
import {editorOf, editText} from './own-editor.ts';
import {saveLesson} from './save-lesson.ts';

/** What the full screen needs from around it. */
export function screenHost(call: Call, progress: Progress, imported?: ImportedFiles): ScreenHost {
	let {locale} = call;
	const {lessonsDirectory, environment} = call;
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
			return id === undefined
				? openSandbox({...call, locale}, progress, imported)
				: openLesson(id, {...call, locale}, progress.lesson(id));
		},
		save: lab => saveLesson(lab, progress),
		setLocale(next: Locale) {
			locale = next;
			progress.saveSettings({locale: next});
		},
		hasEditor: editorOf(environment.env) !== undefined,
		edit: async (name, text) => editText(name, text, editorOf(environment.env) ?? 'vi'),
	};
}
