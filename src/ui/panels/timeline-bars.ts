import {formatAge} from '../../cluster/duration.ts';
import type {CronJob} from '../../cluster/objects.ts';
import {untilNextRunMs} from '../../cluster/workloads/cron-job-times.ts';
import {parseCronSchedule} from '../../cluster/workloads/cron-schedule.ts';
import {type Line, line, type Span, widthOf} from '../line.ts';
import type {Role} from '../theme.ts';
import type {PanelInput} from './panel.ts';
import type {LifeState, PodLife} from './pod-lives.ts';
import {cellOf, type Scale} from './timeline-scale.ts';

export const LIFE_STATES = ['pending', 'starting', 'running', 'ready', 'ending', 'failed', 'done'] as const;

export const LIFE_ROLES: Readonly<Record<LifeState, Role>> = {
	pending: 'busy',
	starting: 'busy',
	running: 'busy',
	ready: 'good',
	ending: 'muted',
	failed: 'bad',
	done: 'muted',
};

/** A Pod's states from the start of the scale until now, one glyph a cell. */
export function lifeBar(life: PodLife, scale: Scale, {nowMs, theme}: PanelInput): Line {
	const spans: Span[] = [];
	let turn = 0;
	let state = life.before;
	for (let cell = 0; cell <= scale.nowCell; cell++) {
		const endMs = Math.min(scale.fromMs + (cell + 1) * scale.cellMs, nowMs + 1);
		const parts: Part[] = [];
		let sinceMs = scale.fromMs + cell * scale.cellMs;
		for (; turn < life.turns.length && life.turns[turn]!.atMs < endMs; turn++) {
			const {atMs} = life.turns[turn]!;
			parts.push({state, lengthMs: atMs - sinceMs});
			sinceMs = atMs;
			state = life.turns[turn]!.state;
		}
		parts.push({state, lengthMs: endMs - sinceMs});
		const shown = mostTelling(parts);
		const role = shown && LIFE_ROLES[shown];
		const text = shown ? theme.glyphs.life[shown] : ' ';
		const last = spans.at(-1);
		if (last && last.role === role) spans[spans.length - 1] = {...last, text: last.text + text};
		else spans.push({text, ...(role && {role})});
	}
	return spans;
}

interface Part {
	readonly state: LifeState | undefined;
	readonly lengthMs: number;
}

// A failure always shows, however short. Else the state that lasts longest stands for the cell, where the short ones between creation and
// ready weigh more, or nobody would ever see them.
function mostTelling(parts: readonly Part[]): LifeState | undefined {
	let best: {state: LifeState; weight: number} | undefined;
	for (const {state, lengthMs} of parts) {
		if (state === undefined || lengthMs <= 0) continue;
		const weight =
			state === 'failed' ? Number.POSITIVE_INFINITY : state === 'ready' || state === 'done' ? lengthMs : 3 * lengthMs;
		if (!best || weight >= best.weight) best = {state, weight};
	}
	return best?.state;
}

/** The runs that a CronJob has started, and when the next one comes: its tick, or how long until then if that lies beyond the scale. */
export function runsBar(runs: readonly number[], cronJob: CronJob, scale: Scale, {nowMs, theme}: PanelInput): Line {
	const past = Array.from({length: scale.nowCell + 1}, () => ' ');
	for (const cell of runs.map(atMs => cellOf(scale, atMs))) if (cell < past.length) past[cell] = theme.glyphs.tick;
	const {schedule, suspend} = cronJob.spec;
	const untilMs = suspend ? undefined : untilNextRunMs(cronJob, parseCronSchedule(schedule), nowMs);
	return line({text: past.join(''), bold: true}, {text: nextRun(untilMs, scale, nowMs, theme.glyphs), role: 'muted'});
}

function nextRun(
	untilMs: number | undefined,
	scale: Scale,
	nowMs: number,
	{tick, arrow}: {tick: string; arrow: string},
): string {
	if (untilMs === undefined) return '';
	const room = scale.cells - scale.nowCell - 1;
	const distance = cellOf(scale, nowMs + untilMs) - scale.nowCell;
	if (distance >= 1 && distance <= room) return tick.padStart(distance);
	const wait = `${arrow} ${formatAge(untilMs)}`.padStart(room);
	return distance > room && widthOf(wait) <= room ? wait : '';
}
