import {ApiError} from '../../cluster/api-error.ts';
import type {Cluster, LogLine} from '../../cluster/cluster.ts';
import {keyOf, type Pod} from '../../cluster/objects.ts';
import {formatTime, parseTime} from '../../shell/calendar.ts';
import {type Effect, print, type Reply} from '../../shell/program.ts';
import {refusal} from './failures.ts';
import {containerStatus} from './target-pod.ts';

/** One container whose log is shown. */
export interface LogSource {
	readonly pod: Pod;
	readonly container: string;
}

/** Which lines are shown, and how. */
export interface LogView {
	readonly previous: boolean;
	readonly prefix: boolean;
	readonly timestamps: boolean;
	readonly ignoreErrors: boolean;
	readonly tail: number | undefined;
	readonly limitBytes: number | undefined;
	readonly sinceMs: number | undefined;
	/** RFC 3339, as given */
	readonly sinceTime: string | undefined;
}

/** What the containers have written so far, one log after the other. */
export function* showLogs(
	cluster: Cluster,
	sources: readonly LogSource[],
	view: LogView,
): Generator<Effect, void, Reply> {
	for (const source of sources) {
		try {
			const lines = cluster.nodes.logs(source.pod, source.container, {previous: view.previous});
			yield* print(
				limited(
					selectLines(lines, view)
						.map(line => formatLine(line, source, view))
						.join(''),
					view,
				),
			);
		} catch (error) {
			yield* tolerate(error, view);
		}
	}
}

/** The same, and then every new line until all the containers have ended. */
export function* followLogs(
	cluster: Cluster,
	sources: readonly LogSource[],
	view: LogView,
): Generator<Effect, void, Reply> {
	const cursors: Cursor[] = [];
	for (const source of sources) {
		try {
			const lines = cluster.nodes.logs(source.pod, source.container, {previous: view.previous});
			const shown = selectLines(lines, view);
			yield* print(shown.map(line => formatLine(line, source, view)).join(''));
			const restarts = containerStatus(source.pod, source.container)?.restartCount ?? 0;
			cursors.push({source, read: lines.length, restarts, ended: view.previous});
		} catch (error) {
			yield* tolerate(error, view);
		}
	}
	for (;;) {
		for (const cursor of cursors) if (!cursor.ended) yield* print(newLines(cluster, cursor, view));
		const open = cursors.filter(({ended}) => !ended);
		if (open.length === 0) return;
		const signals = open.map(({source}) => cluster.nodes.logChanges(source.pod, source.container));
		yield {kind: 'wait', on: [...signals, cluster.changed]};
	}
}

interface Cursor {
	readonly source: LogSource;
	/** How many lines were seen. */
	read: number;
	/** Which instance of the container is followed. */
	readonly restarts: number;
	ended: boolean;
}

// The stream ends with the instance of the container; what a restarted one writes is another log.
function newLines(cluster: Cluster, cursor: Cursor, view: LogView): string {
	const {container, pod: first} = cursor.source;
	const pod = cluster.store.get('Pod', keyOf(first));
	if (pod?.metadata.uid !== first.metadata.uid) {
		cursor.ended = true;
		return '';
	}
	const status = containerStatus(pod, container);
	const restarted = (status?.restartCount ?? 0) > cursor.restarts;
	cursor.ended = restarted || status?.state?.terminated !== undefined || status?.state?.waiting !== undefined;
	let lines: readonly LogLine[] = [];
	try {
		lines = cluster.nodes.logs(pod, container, {previous: restarted});
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		cursor.ended = true;
	}
	const text = lines.slice(cursor.read).map(line => formatLine(line, cursor.source, view));
	cursor.read = Math.max(cursor.read, lines.length);
	return text.join('');
}

function selectLines(lines: readonly LogLine[], {sinceMs, sinceTime, tail}: LogView): readonly LogLine[] {
	const fromMs = sinceTime === undefined ? sinceMs : parseTime(sinceTime);
	if (fromMs !== undefined && Number.isNaN(fromMs))
		throw refusal(`parsing time "${sinceTime}" as "2006-01-02T15:04:05Z07:00": cannot parse "${sinceTime}" as "2006"`);
	const recent = fromMs === undefined ? lines : lines.filter(({atMs}) => atMs >= fromMs);
	return tail === undefined ? recent : tail === 0 ? [] : recent.slice(-tail);
}

function formatLine({atMs, partial, text}: LogLine, {container, pod}: LogSource, view: LogView): string {
	const prefix = view.prefix ? `[pod/${pod.metadata.name}/${container}] ` : '';
	return `${prefix}${view.timestamps ? `${formatPreciseTime(atMs)} ` : ''}${text}${partial ? '' : '\n'}`;
}

// The runtime's nanoseconds; the clock of the simulation knows milliseconds.
function formatPreciseTime(atMs: number): string {
	const fraction = String(Math.floor(atMs % 1000)).padStart(3, '0');
	return formatTime(atMs).replace('Z', `.${fraction}000000Z`);
}

function limited(text: string, {limitBytes}: LogView): string {
	return limitBytes === undefined ? text : text.slice(0, limitBytes);
}

function* tolerate(error: unknown, {ignoreErrors}: LogView): Generator<Effect, void, Reply> {
	if (!ignoreErrors || !(error instanceof ApiError)) throw error;
	yield* print(`error: ${error.message}\n`);
}
