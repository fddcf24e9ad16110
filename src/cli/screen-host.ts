import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import type {Locale} from '../lab-view.ts';
import {loadCourse} from '../lessons/pack.ts';
import type {Progress} from '../progress.ts';
import type {ScreenHost} from '../ui/screen-host.ts';
import {loadDocumentation} from './documentation.ts';
import {lessonEntries} from './lesson-entries.ts';
import type {Call} from './main.ts';
import {saveLesson} from './save-lesson.ts';

/** What the full screen needs from around it. */
export function screenHost(call: Call, progress: Progress): ScreenHost {
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
			return id === undefined ? openSandbox({...call, locale}) : openLesson(id, {...call, locale}, progress.lesson(id));
		},
		save: lab => saveLesson(lab, progress),
		setLocale(next: Locale) {
			locale = next;
			progress.saveSettings({locale: next});
		},
		edit: async (name, text) => editText(name, text, environment.env),
	};
}

/** Opens a text in the person's own editor; undefined when it can't be started or fails, or when nothing was changed and saved. */
function editText(name: string, text: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
	const directory = mkdtempSync(join(tmpdir(), 'kubekata-'));
	const file = join(directory, basename(name) || 'edit.yaml');
	try {
		writeFileSync(file, text);
		const editor = env.KUBE_EDITOR || env.VISUAL || env.EDITOR || (process.platform === 'win32' ? 'notepad' : 'vi');
		// The variable may hold arguments ("code --wait"), so a shell reads it, as for git and kubectl.
		const [command, args] = process.platform === 'win32' ? [`${editor} "${file}"`, []] : [`${editor} "$1"`, []];
		const shell =
			process.platform === 'win32'
				? spawnSync(command, args, {stdio: 'inherit', shell: true})
				: spawnSync('sh', ['-c', command, 'sh', file], {stdio: 'inherit'});
		return shell.status === 0 ? readFileSync(file, 'utf8') : undefined;
	} catch {
		return undefined;
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}
