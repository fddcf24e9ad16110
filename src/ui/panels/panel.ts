import type {Decision, JournalEntry} from '../../cluster/journal.ts';
import type {Store} from '../../cluster/store.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';

/** What a panel may look at. A panel is a pure function of this and of its size. */
export interface PanelInput {
	readonly store: Store;
	readonly changes: readonly JournalEntry[];
	readonly decisions: readonly Decision[];
	/** Virtual time, milliseconds since 1970. */
	readonly nowMs: number;
	readonly theme: Theme;
	readonly text: Text;
}

const RECENT_MS = 3000;

/** uids of the objects that were created or changed within the last three virtual seconds. Costs what changed, not what exists. */
export function recentlyChanged(changes: readonly JournalEntry[], nowMs: number): ReadonlySet<string> {
	const recent = new Set<string>();
	for (let i = changes.length - 1; i >= 0; i--) {
		const {atMs, change} = changes[i]!;
		if (atMs < nowMs - RECENT_MS) break;
		recent.add(change.object.metadata.uid);
	}
	return recent;
}
