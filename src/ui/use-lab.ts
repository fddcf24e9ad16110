import {useSyncExternalStore} from 'react';
import type {Lab} from '../lab.ts';
import type {LabView} from '../lab-view.ts';

/** The newest view of a session; the component draws anew when it changes. */
export function useLab(lab: Lab): LabView {
	return useSyncExternalStore(
		listener => lab.subscribe(listener),
		() => lab.view(),
	);
}
