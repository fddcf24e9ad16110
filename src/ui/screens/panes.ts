import type {DecisionRule} from '../../cluster/decision-rules.ts';
import type {Store} from '../../cluster/store.ts';
import type {LabView} from '../../lab-view.ts';
import type {PanelName} from '../layout.ts';
import {type Line, line, lineWidth} from '../line.ts';
import {diffPanel} from '../panels/diff.ts';
import {type DrawnPanel, drawPanel} from '../panels/draw-panel.ts';
import {eventsPanel} from '../panels/events.ts';
import {nodesPanel} from '../panels/nodes.ts';
import type {Panel, PanelInput} from '../panels/panel.ts';
import {timelinePanel} from '../panels/timeline.ts';
import {treePanel} from '../panels/tree.ts';
import {newestReasons, whyPanel} from '../panels/why.ts';
import {yamlPanel} from '../panels/yaml.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import type {PanelView} from './screen-state.ts';

/** The panels that show the cluster; the others belong to the lesson. */
export type ClusterPanelName = Exclude<PanelName, 'lesson' | 'goals'>;

const CLUSTER_PANELS: Readonly<Record<ClusterPanelName, Panel>> = {
	tree: treePanel,
	nodes: nodesPanel,
	timeline: timelinePanel,
	why: whyPanel,
	events: eventsPanel,
	yaml: yamlPanel,
	diff: diffPanel,
};

/** Panels in the order of Alt-1 …; with columns the lesson has a place of its own. */
export function panelOrder(mode: 'columns' | 'tabs', hasLesson: boolean): readonly PanelName[] {
	const panels = Object.keys(CLUSTER_PANELS) as ClusterPanelName[];
	return mode === 'columns' || !hasLesson ? panels : ['lesson', 'goals', ...panels];
}

// What tells most of what happens comes first where there is room for several.
const BESIDE: readonly ClusterPanelName[] = ['tree', 'timeline', 'why', 'nodes', 'events', 'yaml', 'diff'];

/** The chosen panel and those that are shown beside it. */
export function shownPanels(chosen: PanelName, places: number): readonly ClusterPanelName[] {
	const first = isClusterPanel(chosen) ? chosen : 'tree';
	return [first, ...BESIDE.filter(name => name !== first)].slice(0, places);
}

export function isClusterPanel(name: string): name is ClusterPanelName {
	return Object.hasOwn(CLUSTER_PANELS, name);
}

export interface PanelPlace {
	readonly width: number;
	readonly height: number;
	readonly isFocused: boolean;
	readonly view: PanelView;
	/** The tree leaves the rows that it doesn't need to the newest decisions. */
	readonly withReasons: boolean;
}

/** A panel's rows, at most `height`, and what the keys need to know of it. While nothing changes it is not drawn anew. */
export function paintPanel(name: ClusterPanelName, input: PanelInput, place: PanelPlace): DrawnPanel {
	// The timeline shows all of the session, and in it the moment that the others show.
	const base = name === 'timeline' && input.whole ? {...input, ...input.whole} : input;
	const {store, decisions, changes, nowMs, theme, text, selected, toggled} = base;
	const known = paintedOf(store);
	const {width, height, isFocused, view, withReasons} = place;
	const key = `${name} ${width}×${height}`;
	const causes: readonly unknown[] = [
		...[store.version, nowMs, decisions.at(-1), decisions.length, changes.length, theme, text, selected, toggled],
		...[isFocused, view, withReasons, base.mark?.atMs],
	];
	const last = known.get(key);
	if (last && causes.every((cause, index) => cause === last.causes[index])) return last.panel;
	// As many as one screen shows; sizes that are gone are forgotten.
	if (known.size > 12) known.clear();
	const panel = draw(name, base, place);
	known.set(key, {causes, panel});
	return panel;
}

interface Painted {
	readonly causes: readonly unknown[];
	readonly panel: DrawnPanel;
}

const painted = new WeakMap<Store, Map<string, Painted>>();

function paintedOf(store: Store): Map<string, Painted> {
	const known = painted.get(store) ?? new Map<string, Painted>();
	painted.set(store, known);
	return known;
}

function draw(name: ClusterPanelName, base: PanelInput, place: PanelPlace): DrawnPanel {
	const {width, height, view, isFocused, withReasons} = place;
	const isWhole = isFocused || view.offset > 0;
	const input = {...base, isWhole, ...(view.filter !== '' && {filter: view.filter.toLowerCase()})};
	const items = CLUSTER_PANELS[name](input, width, height);
	const isMarked = name !== 'yaml' && name !== 'diff' && name !== 'why';
	const panel = drawPanel(
		items,
		{...view, width, height, isFocused, cursor: view.cursor, selectedUid: isMarked ? base.selected?.uid : undefined},
		base.text.panels.more,
	);
	const room = height - panel.rows.length - 1;
	if (name !== 'tree' || !withReasons || room < REASON_ROWS || items.count === 0) return panel;
	const reasons = newestReasons(base, width, Math.min(room, MOST_REASON_ROWS), ROUTINE);
	return reasons.length > 0 ? {...panel, rows: [...panel.rows, [], ...reasons]} : panel;
}

// What the start of every Pod brings would hide the reasons why Pods come and go.
const ROUTINE: ReadonlySet<DecisionRule> = new Set<DecisionRule>([
	'scheduler/bind',
	'kubelet/start-container',
	'kubelet/probe-result',
	'replica-set/create-pods',
	'replica-set/delete-pods',
]);

// Fewer rows would cut the sentences, more would draw the eye away from the tree.
const REASON_ROWS = 3;
const MOST_REASON_ROWS = 8;

/** A name in a row of tabs, in cells from the row's start. */
export interface Tab {
	readonly name: PanelName;
	readonly x: number;
	readonly width: number;
}

/** The names of the panels with the chosen one marked, in at most `width` cells as long as that is possible: closer together first, then without numbers. */
export function tabTitles(
	{order, chosen, width}: {readonly order: readonly PanelName[]; readonly chosen: PanelName; readonly width: number},
	view: LabView,
	theme: Theme,
	text: Text,
): {readonly row: Line; readonly tabs: readonly Tab[]} {
	const titles = (gap: string, isNumbered: boolean): {row: Line; tabs: Tab[]} => {
		const row: Line[] = [];
		const tabs: Tab[] = [];
		let x = 0;
		for (const [index, name] of order.entries()) {
			// A solved step waits in the tab that is not looked at.
			const isWaiting = name === 'lesson' && name !== chosen && view.lesson?.explanation !== undefined;
			const mark = isWaiting ? ` ${theme.glyphs.done}` : '';
			const label = `${isNumbered ? `${index + 1} ` : ''}${titleOf(name, view, text)}${mark}`;
			const title =
				name === chosen
					? line({text: `${theme.glyphs.pointer}${label}`, bold: true, role: 'focus'})
					: line({text: label, role: isWaiting ? 'good' : 'muted', bold: isWaiting});
			tabs.push({name, x, width: lineWidth(title)});
			x += lineWidth(title) + gap.length;
			row.push(title, line(index < order.length - 1 ? gap : ''));
		}
		return {row: row.flat(), tabs};
	};
	const choices = [titles('  ', true), titles(' ', true), titles(' ', false)];
	return choices.find(choice => lineWidth(choice.row) <= width) ?? choices.at(-1)!;
}

function titleOf(name: PanelName, {lesson}: LabView, text: Text): string {
	if (name !== 'goals' || !lesson) return text.panels[name];
	if (lesson.exam)
		return `${text.exam.tasks} ${lesson.exam.tasks.filter(task => task.opened).length}/${lesson.steps.length}`;
	return lesson.goals.length === 0 ? text.panels[name] : `${text.panels[name]} ${goalCount(lesson.goals)}`;
}

function goalCount(goals: NonNullable<LabView['lesson']>['goals']): string {
	return `${goals.filter(goal => goal.met).length}/${goals.length}`;
}
