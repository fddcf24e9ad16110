import {formatAge} from '../../cluster/duration.ts';
import type {CronJob} from '../../cluster/objects.ts';
import {untilNextRunMs} from '../../cluster/workloads/cron-job-times.ts';
import {parseCronSchedule} from '../../cluster/workloads/cron-schedule.ts';
import {parseTime} from '../../shell/calendar.ts';
import {clip, fitted, type Line, line, lineWidth, type Span, widthOf} from '../line.ts';
import type {Role} from '../theme.ts';
import {namespaceFlag, ROOT_KINDS, shortName} from './names.ts';
import type {PanelInput} from './panel.ts';
import {type LifeState, type Lives, type PodLife, podLives} from './pod-lives.ts';
import {type PodWorkload, workloadOf} from './pod-workload.ts';
import {axisRow, cellOf, type Scale, scaleFor} from './timeline-scale.ts';

/**
 * The life of each Pod as a bar over the last minutes, by workload and age, and the runs of CronJobs; at most `height` rows. Pods that are
 * gone stay until they leave the picture.
 */
export function timelinePanel(input: PanelInput, width: number, height: number): Line[] {
	const {store, changes, nowMs, theme, text} = input;
	const cronJobs = store.list('CronJob').slice(0, height);
	const labelRoom = Math.floor(width * 0.4);
	// Labels only narrow the bar later, so the widest possible bar says how far back to look.
	const widest = scaleFor(nowMs, Math.max(1, width - 1), aheadCells(width, cronJobs.length));
	const lives = podLives(store, changes, widest.fromMs - widest.cellMs * width, Math.max(1, height - 1));
	const groups = arranged(lives, cronJobs, input, height - 1);
	if (groups.length === 0) return [line({text: text.panels.emptyTree, role: 'muted'})].slice(0, height);

	const rows = groups.flatMap(group => groupRows(group, groups.length > 1, input));
	const labelCells = Math.min(labelRoom, Math.max(...rows.map(row => (row.bar ? lineWidth(row.label) : 0)))) + 1;
	const barCells = Math.max(1, width - labelCells);
	const scale = scaleFor(nowMs, barCells, aheadCells(barCells, cronJobs.length));
	const drawn = rows.map(row =>
		row.bar
			? [...fitted(clip(row.label, labelCells - 1, theme.glyphs.ellipsis), labelCells), ...row.bar(scale)]
			: clip(row.label, width, theme.glyphs.ellipsis),
	);
	const shownPods = groups.reduce((sum, group) => sum + group.pods.length, 0);
	const hiddenCount = lives.hiddenCount + lives.pods.length - shownPods;
	if (hiddenCount > 0) drawn.push(clip(line({text: text.panels.more(hiddenCount), role: 'muted'}), width));
	drawn.push([
		...fitted([], labelCells),
		...clip(axisRow(scale, text.panels.now, widthOf(text.panels.now)), barCells, ''),
	]);
	const states = new Set(groups.flatMap(({pods}) => pods.flatMap(({life}) => statesOf(life))));
	return [...drawn, ...legend(states, input, width, height - drawn.length)].slice(-Math.max(0, height));
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
	const order = String(ROOT_KINDS.findIndex(each => each === kind) + 1).padStart(2, '0');
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
	const {theme, text} = input;
	const isHeaded = hasHeading(group, isOneOfMany);
	const heading: Line = line(
		{text: shortName(group.kind, group.name), bold: true, role: 'accent'},
		{text: namespaceFlag(group.namespace), role: 'muted'},
	);
	const {cronJob} = group;
	const headings = !isHeaded
		? []
		: [cronJob ? {label: heading, bar: (scale: Scale) => runsBar(group.runs, cronJob, scale, input)} : {label: heading}];
	const newest = group.pods.reduce((most, {workload}) => Math.max(most, Number(workload.revision) || 0), 0);
	const pods = group.pods.map(({life, workload}): TimelineRow => {
		const {revision} = workload;
		const isNewest = revision === newest;
		const label = line(
			isHeaded ? '  ' : '',
			{
				text: revision === undefined ? '' : `${text.panels.revision(revision)} `,
				role: isNewest ? 'accent' : 'muted',
				bold: isNewest,
			},
			group.kind === 'Pod' ? shortName('Pod', workload.podName) : workload.podName,
			{text: group.kind === 'Pod' ? namespaceFlag(group.namespace) : '', role: 'muted'},
		);
		return {label, bar: scale => lifeBar(life, scale, input)};
	});
	return [...headings, ...pods];
}

const ROLES: Readonly<Record<LifeState, Role>> = {
	pending: 'busy',
	starting: 'busy',
	running: 'busy',
	ready: 'good',
	ending: 'muted',
	failed: 'bad',
	done: 'muted',
};

function lifeBar(life: PodLife, scale: Scale, {nowMs, theme}: PanelInput): Line {
	const spans: Span[] = [];
	let turn = 0;
	let state = life.before;
	for (let cell = 0; cell <= scale.nowCell; cell++) {
		const startMs = scale.fromMs + cell * scale.cellMs;
		const endMs = Math.min(startMs + scale.cellMs, nowMs + 1);
		// The state that lasts longest stands for the cell; a failure always shows, however short.
		let shown = startMs > nowMs ? undefined : state;
		let longestMs = (life.turns[turn]?.atMs ?? endMs) - startMs;
		for (; turn < life.turns.length && life.turns[turn]!.atMs < endMs; turn++) {
			state = life.turns[turn]!.state;
			const lastsMs = Math.min(life.turns[turn + 1]?.atMs ?? endMs, endMs) - life.turns[turn]!.atMs;
			if (state === undefined || shown === 'failed') continue;
			if (shown !== undefined && state !== 'failed' && lastsMs < longestMs) continue;
			shown = state;
			longestMs = lastsMs;
		}
		const text = shown ? theme.glyphs.life[shown] : ' ';
		const last = spans.at(-1);
		if (last && last.role === (shown && ROLES[shown])) spans[spans.length - 1] = {...last, text: last.text + text};
		else spans.push({text, ...(shown && {role: ROLES[shown]})});
	}
	return spans;
}

function runsBar(runs: readonly number[], cronJob: CronJob, scale: Scale, {nowMs, theme}: PanelInput): Line {
	const past = Array.from({length: scale.nowCell + 1}, () => ' ');
	for (const atMs of runs) if (cellOf(scale, atMs) >= 0) past[cellOf(scale, atMs)] = theme.glyphs.tick;
	const room = scale.cells - scale.nowCell - 1;
	const untilMs = cronJob.spec.suspend
		? undefined
		: untilNextRunMs(cronJob, parseCronSchedule(cronJob.spec.schedule), nowMs);
	if (untilMs === undefined) return line({text: past.join(''), bold: true});
	const distance = cellOf(scale, nowMs + untilMs) - scale.nowCell;
	const ahead =
		distance <= room
			? `${' '.repeat(Math.max(0, distance - 1))}${distance > 0 ? theme.glyphs.tick : ''}`
			: `${theme.glyphs.arrow} ${formatAge(untilMs)}`.padStart(room);
	return line({text: past.join(''), bold: true}, {text: widthOf(ahead) <= room ? ahead : '', role: 'muted'});
}

function statesOf({before, turns}: PodLife): (LifeState | undefined)[] {
	return [before, ...turns.map(({state}) => state)];
}

// What the cells of the picture mean, where there is room for it.
function legend(
	states: ReadonlySet<LifeState | undefined>,
	{theme, text}: PanelInput,
	width: number,
	room: number,
): Line[] {
	const shown = (Object.keys(ROLES) as LifeState[]).filter(state => states.has(state));
	const row = shown.flatMap((state): Line => [
		{text: theme.glyphs.life[state], role: ROLES[state]},
		{text: ` ${text.panels.lives[state]}  `, role: 'muted'},
	]);
	return room >= 2 && row.length > 0 ? [[], clip(row, width, '')] : [];
}
