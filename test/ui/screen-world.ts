import type {Lab} from '../../src/lab.ts';
import type {ScreenHost} from '../../src/ui/screen-host.ts';

/** What is around the screen of a test: one session, nothing kept. */
export function hostOf(lab: Lab): ScreenHost {
	return {
		locale: 'en',
		lessons: () => [],
		open: async () => lab,
		save() {},
		setLocale() {},
		hasEditor: false,
		notice: undefined,
		edit: async () => ({kind: 'given-up'}),
	};
}
