import type {Decision, JournalEntry, ObjectReference} from '../../cluster/journal.ts';
import type {Store} from '../../cluster/store.ts';
import type {Line} from '../line.ts';
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
	/** The object that the learner has chosen; Why and YAML tell of it. */
	readonly selected?: ObjectReference;
	/** uids of the objects in the tree that are not as they are at first: folded, or unfolded. */
	readonly toggled?: ReadonlySet<string>;
	/** Set while an earlier moment is shown: the session itself, with that moment to be marked in it. */
	readonly whole?: Pick<PanelInput, 'store' | 'changes' | 'nowMs' | 'mark'>;
	/** A moment that is marked, in milliseconds since 1970, and as the session's clock tells it. */
	readonly mark?: {readonly atMs: number; readonly text: string};
	/** What the learner looks for in this panel, in lower case. */
	readonly filter?: string;
	/** The learner moves in this panel: it holds everything, not only what fits. */
	readonly isWhole?: boolean;
}

/** What a panel holds. Only what is looked at is drawn, so that thousands of items cost no more than those on screen. */
export interface PanelItems {
	readonly count: number;
	/** The rows of each item from `from` on, until `height` rows are filled or the items end. */
	draw(from: number, height: number): readonly (readonly Line[])[];
	/** What tells an item from the others, as long as it exists. */
	keyAt(index: number): string;
	/** Where the item of a key is; -1 if it is gone. Looked for one by one where a panel has no better way. */
	indexOf?(key: string): number;
	/** Whether an item can be chosen; headings can't. */
	canChoose(index: number): boolean;
	objectAt(index: number): ObjectReference | undefined;
	/** Of an item that has something to fold. */
	foldAt?(index: number): {readonly uid: string; readonly isFolded: boolean} | undefined;
	/** Rows that stay at the bottom while the items scroll. */
	readonly foot: readonly Line[];
	/** Shown where there is no item. */
	readonly empty: readonly Line[];
	/** Items that are left out altogether. */
	readonly hiddenCount?: number;
}

export type Panel = (input: PanelInput, width: number, height: number) => PanelItems;

/** Items of which each is drawn for itself. */
export function itemsOf<T>(
	list: readonly T[],
	options: {
		readonly rows: (item: T, index: number) => readonly Line[];
		readonly key: (item: T, index: number) => string;
		readonly object?: (item: T) => ObjectReference | undefined;
		readonly canChoose?: (item: T) => boolean;
		readonly foot?: readonly Line[];
		readonly empty?: readonly Line[];
		readonly hiddenCount?: number;
	},
): PanelItems {
	return {
		count: list.length,
		draw(from, height) {
			const drawn: (readonly Line[])[] = [];
			for (let index = from, used = 0; index < list.length && used < height; index++) {
				const rows = options.rows(list[index]!, index);
				drawn.push(rows);
				used += rows.length;
			}
			return drawn;
		},
		keyAt: index => options.key(list[index]!, index),
		canChoose: index => options.canChoose?.(list[index]!) ?? true,
		objectAt: index => options.object?.(list[index]!),
		foot: options.foot ?? [],
		empty: options.empty ?? [],
		...(options.hiddenCount && {hiddenCount: options.hiddenCount}),
	};
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
