import {type ObjectReference, referenceTo} from '../../cluster/journal.ts';
import type {CronJob} from '../../cluster/objects.ts';
import {parseTime} from '../../shell/calendar.ts';
import {clip, fitted, type Line, line, textOf} from '../line.ts';
import {namespaceFlag, ROOT_KINDS, shortName} from './names.ts';
import {itemsOf, type PanelInput, type PanelItems} from './panel.ts';
import {type Lives, type PodLife, podLives} from './pod-lives.ts';
import {type PodWorkload, workloadOf} from './pod-workload.ts';
import {LIFE_ROLES, LIFE_STATES, lifeBar, runsBar} from './timeline-bars.ts';
import {axisRow, cellOf, markedAt, markRow, type Scale, scaleAround} from './timeline-scale.ts';

// More than anybody scrolls through.
const MOST_PODS = 300;

/**
 * The life of each Pod as a bar over the last minutes, by workload and age, and the runs of CronJobs. Pods that are gone stay until they leave
 * the picture. What does not fit is left out, unless the learner moves in it.
 */
export function timelinePanel(input: PanelInput, width: number, height: number): PanelItems {
	const {store, changes, nowMs, theme, text, isWhole} = input;
	const room = isWhole ? MOST_PODS : height - 1;
	const cronJobs = store.list('CronJob').slice(0, room);
	// The same for all, so that bars stay where they are while Pods come and go.
	const labelCells = Math.max(14, Math.min(26, Math.floor(width * 0.26)));
	const barCells = Math.max(1, width - labelCells);
	const scale = scaleAround(input.mark?.atMs, nowMs, barCells, aheadCells(barCells, cronJobs.length));
	const markCell = input.mark ? cellOf(scale, input.mark.atMs) : -1;
	const lives = podLives(store, changes, scale.fromMs, Math.max(1, room));
	const groups = arranged(lives, cronJobs, input, room);
	const rows = groups
		.flatMap(group => groupRows(group, groups.length > 1, input))
		.filter(row => matches(row, input.filter));
	const hiddenCount = lives.hiddenCount + lives.pods.length - groups.reduce((sum, group) => sum + group.pods.length, 0);
	const marks = input.mark ? markRow(markCell, barCells, input.mark.text, theme) : axisRow(scale, text.panels.now);
	const axis = clip([...fitted([], labelCells), ...marks], width, '');
	const bars: (Line | undefined)[] = [];
	const barAt = (index: number) => {
		bars[index] ??= markedAt(rows[index]?.bar?.(scale), markCell);
		return bars[index];
	};
	const isRoomy = height - rows.length - 1 - (hiddenCount > 0 ? 1 : 0) >= 2;
	return itemsOf(rows, {
		rows({label}, index) {
			const bar = barAt(index);
			const shown = clip(label, bar ? labelCells - 1 : width, theme.glyphs.ellipsis);
			return [bar ? clip([...fitted(shown, labelCells), ...bar], width, '') : shown];
		},
		key: ({object}, index) => object?.uid ?? `row ${index}`,
		object: ({object}) => object,
		canChoose: ({object}) => object !== undefined,
		foot:
			rows.length === 0
				? []
				: [
						axis,
						...(isRoomy
							? legend(
									rows.map((_, index) => barAt(index)),
									input,
									width,
								)
							: []),
					],
		empty: [line({text: groups.length > 0 ? text.panels.noMatch : text.panels.emptyTree, role: 'muted'})],
		hiddenCount,
	});
}

function matches({label, bar}: TimelineRow, filter: string | undefined): boolean {
	return !filter || (bar !== undefined && textOf(label).toLowerCase().includes(filter));
}

interface Group {
	readonly kind: PodWorkload['kind'];
	readonly namespace: string;
	readonly name: string;
	readonly pods: readonly {readonly life: PodLife; readonly workload: PodWorkload}[];
	readonly cronJob?: CronJob;
	/** When it started Jobs. */
	readonly runs: readonly number[];
}

interface TimelineRow {
	readonly label: Line;
	/** Absent for a heading. */
	readonly bar?: (scale: Scale) => Line;
	readonly object?: ObjectReference;
}

// A part of the bar is left for runs to come.
function aheadCells(barCells: number, cronJobs: number): number {
	return cronJobs > 0 && barCells >= 30 ? Math.floor(barCells / 5) : 0;
}

// Pods that changed long ago give way when there are more than fit.
function arranged(lives: Lives, cronJobs: readonly CronJob[], {store}: PanelInput, room: number): Group[] {
	const placed = lives.pods.map(life => ({life, workload: workloadOf(life.pod, store)}));
	for (let count = placed.length; ; ) {
		const groups = grouped(placed.slice(0, count), cronJobs, lives.runs);
		const headings = groups.filter(group => hasHeading(group, groups.length > 1)).length;
		const isCut = lives.hiddenCount > 0 || count < placed.length;
		const excess = headings + count + (isCut ? 1 : 0) - room;
		if (excess <= 0 || count === 0) return groups;
		count = Math.max(0, count - excess);
	}
}

function grouped(placed: Group['pods'], cronJobs: readonly CronJob[], runs: Lives['runs']): Group[] {
	const groups = new Map<string, Group & {readonly pods: Group['pods'][number][]}>();
	const groupOf = ({kind, namespace, name}: Pick<Group, 'kind' | 'namespace' | 'name'>) => {
		// Pods without an owner stand together.
		const key = kind === 'Pod' ? `${namespace}/Pod` : `${namespace}/${kind}/${name}`;
		const group = groups.get(key) ?? {kind, namespace, name, pods: [], runs: []};
		groups.set(key, group);
		return group;
	};
	for (const cronJob of cronJobs) {
		const {namespace = '', name, uid} = cronJob.metadata;
		const key = `${namespace}/CronJob/${name}`;
		groups.set(key, {kind: 'CronJob', namespace, name, pods: [], cronJob, runs: runs.get(uid) ?? []});
	}
	for (const pod of placed) groupOf(pod.workload).pods.push(pod);
	for (const {pods} of groups.values()) pods.sort((a, b) => compare(sortKey(a), sortKey(b)));
	return [...groups.values()].sort((a, b) => compare(groupKey(a), groupKey(b)));
}

function groupKey({kind, namespace, name}: Group): string {
	const order = String((ROOT_KINDS as readonly string[]).indexOf(kind) + 1).padStart(2, '0');
	return `${namespace === 'default' ? '' : namespace} ${order} ${name}`;
}

function sortKey({life, workload}: Group['pods'][number]): string {
	const {creationTimestamp, name} = life.pod.metadata;
	return `${parseTime(creationTimestamp)} ${String(workload.revision ?? '').padStart(10)} ${name}`;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function hasHeading({kind, cronJob}: Group, isOneOfMany: boolean): boolean {
	return cronJob !== undefined || (isOneOfMany && kind !== 'Pod');
}

function groupRows(group: Group, isOneOfMany: boolean, input: PanelInput): TimelineRow[] {
	const {text} = input;
	const isHeaded = hasHeading(group, isOneOfMany);
	const heading: Line = line(
		{text: shortName(group.kind, group.name), bold: true, role: 'accent'},
		{text: namespaceFlag(group.namespace), role: 'muted'},
	);
	const {cronJob} = group;
	const headings = !isHeaded
		? []
		: [
				cronJob
					? {
							label: heading,
							bar: (scale: Scale) => runsBar(group.runs, cronJob, scale, input),
							object: referenceTo(cronJob),
						}
					: {label: heading},
			];
	const newest = group.pods.reduce((most, {workload}) => Math.max(most, Number(workload.revision) || 0), 0);
	const pods = group.pods.map(({life, workload}): TimelineRow => {
		const {revision} = workload;
		const isNewest = revision === newest;
		const label = line(
			{
				text: revision === undefined ? '' : `${text.panels.revision(revision)} `,
				role: isNewest ? 'accent' : 'muted',
				bold: isNewest,
			},
			group.kind === 'Pod' ? shortName('Pod', workload.podName) : workload.podName,
			{text: group.kind === 'Pod' ? namespaceFlag(group.namespace) : '', role: 'muted'},
		);
		return {label, bar: scale => lifeBar(life, scale, input), object: referenceTo(life.pod)};
	});
	return [...headings, ...pods];
}

// What the cells of the picture mean, where there is room for it.
function legend(bars: readonly (Line | undefined)[], {theme, text}: PanelInput, width: number): Line[] {
	const seen = bars.map(bar => (bar ? textOf(bar) : '')).join('');
	const row = LIFE_STATES.filter(state => seen.includes(theme.glyphs.life[state])).flatMap(
		(state): Line => [
			{text: theme.glyphs.life[state], role: LIFE_ROLES[state]},
			{text: ` ${text.panels.lives[state]}  `, role: 'muted'},
		],
	);
	return row.length > 0 ? [[], clip(row, width, '')] : [];
}
