import type {ObjectReference} from '../../cluster/journal.ts';
import type {PanelName, PaneName} from '../layout.ts';

/** Where the learner is in a panel. */
export interface PanelView {
	/** Key of the item under the cursor; absent before the learner has moved in the panel. */
	readonly cursor?: string;
	/** Where the cursor was: from there it goes on when its item is gone. */
	readonly index: number;
	/** The first item that is shown. */
	readonly offset: number;
	/** The panel scrolls so that the cursor is in sight; the wheel leaves the cursor behind. */
	readonly isFollowing: boolean;
	readonly filter: string;
}

/** What the learner chose to see. */
export interface ScreenState {
	/** The panel in the first place, or the tab. */
	readonly panel: PanelName;
	/** What takes the keys. */
	readonly focus: PaneName;
	/** Only what takes the keys is shown. */
	readonly isZoomed: boolean;
	/** Letters go to the filter of the panel that takes the keys. */
	readonly isFiltering: boolean;
	/** Rows from the top of the lesson's text; undefined follows the newest part. */
	readonly lessonOffset: number | undefined;
	readonly isStoryRead: boolean;
	/** Rows back from the newest output. */
	readonly terminalOffset: number;
	readonly views: Readonly<Partial<Record<PanelName, PanelView>>>;
	/** uids of the objects in the tree that are not as they are at first: folded, or unfolded. */
	readonly toggled: ReadonlySet<string>;
	/** The object that Why, YAML and Diff tell of; the newest if undefined. */
	readonly selected: ObjectReference | undefined;
	/** A short message in the terminal's border. */
	readonly notice: string | undefined;
}

export const FIRST_STATE: ScreenState = {
	panel: 'lesson',
	focus: 'terminal',
	isZoomed: false,
	isFiltering: false,
	lessonOffset: undefined,
	isStoryRead: false,
	terminalOffset: 0,
	views: {},
	toggled: new Set(),
	selected: undefined,
	notice: undefined,
};

const FIRST_VIEW: PanelView = {index: 0, offset: 0, isFollowing: true, filter: ''};

/** How the learner looks at a panel. */
export function viewOf(state: ScreenState, name: PanelName): PanelView {
	return state.views[name] ?? FIRST_VIEW;
}

export function withView(state: ScreenState, name: PanelName, change: Partial<PanelView>): ScreenState {
	return {...state, views: {...state.views, [name]: {...viewOf(state, name), ...change}}};
}

/** Back to the prompt, with everything else as it is. */
export function atPrompt(state: ScreenState): ScreenState {
	return state.focus === 'terminal' && !state.isZoomed
		? state
		: {...state, focus: 'terminal', isZoomed: false, isFiltering: false};
}
