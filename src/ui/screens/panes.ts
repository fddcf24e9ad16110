import type {DecisionRule} from '../../cluster/decision-rules.ts';
import type {LabView} from '../../lab-view.ts';
import type {PanelName} from '../layout.ts';
import {type Line, line, lineWidth} from '../line.ts';
import {eventsPanel} from '../panels/events.ts';
import {nodesPanel} from '../panels/nodes.ts';
import type {PanelInput} from '../panels/panel.ts';
import {timelinePanel} from '../panels/timeline.ts';
import {treePanel} from '../panels/tree.ts';
import {whyPanel} from '../panels/why.ts';
import {yamlPanel} from '../panels/yaml.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';

/** The panels that show the cluster; the others belong to the lesson. */
type ClusterPanelName = Exclude<PanelName, 'lesson' | 'goals'>;

const CLUSTER_PANELS: Readonly<Record<ClusterPanelName, (input: PanelInput, width: number, height: number) => Line[]>> =
	{
		tree: treePanel,
		nodes: nodesPanel,
		timeline: timelinePanel,
		why: whyPanel,
		events: eventsPanel,
		yaml: yamlPanel,
	};

/** Panels in the order of Alt-1 …; with columns the lesson has a place of its own. */
export function panelOrder(mode: 'columns' | 'tabs', hasLesson: boolean): readonly PanelName[] {
	const panels = Object.keys(CLUSTER_PANELS) as ClusterPanelName[];
	return mode === 'columns' || !hasLesson ? panels : ['lesson', 'goals', ...panels];
}

/**
 * A panel's rows, at most `height`.
 * @param withReasons the tree leaves the rows that it doesn't need to the newest decisions
 */
export function paintPanel(
	name: PanelName,
	input: PanelInput,
	{width, height}: {readonly width: number; readonly height: number},
	withReasons: boolean,
): Line[] {
	const rows = CLUSTER_PANELS[name === 'lesson' || name === 'goals' ? 'tree' : name](input, width, height);
	const room = height - rows.length - 1;
	if (name !== 'tree' || !withReasons || input.decisions.length === 0 || room < REASON_ROWS) return rows;
	const reasons = whyPanel(input, width, Math.min(room, MOST_REASON_ROWS), ROUTINE);
	return reasons.length > 0 ? [...rows, [], ...reasons] : rows;
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

/** The names of the panels with the chosen one marked, in at most `width` cells as long as that is possible: closer together first, then without numbers. */
export function tabTitles(
	{order, chosen, width}: {readonly order: readonly PanelName[]; readonly chosen: PanelName; readonly width: number},
	view: LabView,
	theme: Theme,
	text: Text,
): Line {
	const titles = (gap: string, isNumbered: boolean): Line =>
		order.flatMap((name, index): Line => {
			const goals = name === 'goals' && view.lesson ? ` ${goalCount(view.lesson.goals)}` : '';
			const label = `${isNumbered ? `${index + 1} ` : ''}${text.panels[name]}${goals}`;
			const after = index < order.length - 1 ? gap : '';
			return name === chosen
				? line({text: `${theme.glyphs.pointer}${label}`, bold: true, role: 'focus'}, after)
				: line({text: label, role: 'muted'}, after);
		});
	const choices = [titles('  ', true), titles(' ', true), titles(' ', false)];
	return choices.find(choice => lineWidth(choice) <= width) ?? choices.at(-1)!;
}

function goalCount(goals: NonNullable<LabView['lesson']>['goals']): string {
	return `${goals.filter(goal => goal.met).length}/${goals.length}`;
}
