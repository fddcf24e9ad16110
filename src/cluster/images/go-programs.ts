import {formatTime} from '../../shell/calendar.ts';
import type {HttpResponse} from '../../shell/program.ts';

// What programs written in Go have in common, because their standard library does it for them.

/** The value of a flag: `-name=value`, `--name=value`, `-name value`. */
export function flagValue(args: readonly string[], name: string): string | undefined {
	for (const [index, arg] of args.entries()) {
		const match = /^--?([\w-]+)(?:=([\s\S]*))?$/.exec(arg);
		if (match?.[1] === name) return match[2] ?? args[index + 1];
	}
	return undefined;
}

/** A time (milliseconds since 1970) as it stands before every line of the standard logger. */
export function logStamp(timeMs: number): string {
	return formatTime(timeMs).replaceAll('-', '/').replace('T', ' ').replace('Z', '');
}

/** A page of plain text. */
export function textPage(body: string, status = 200): HttpResponse {
	return {status, headers: {'Content-Type': 'text/plain; charset=utf-8'}, body};
}

/** What the HTTP server says to a path that nobody handles. */
export function pageNotFound(): HttpResponse {
	return textPage('404 page not found\n', 404);
}

/** A duration as Go prints it: `850ms`, `12.5s`, `1m2.345s`, `2h0m1s`. */
export function goDuration(durationMs: number): string {
	if (durationMs === 0) return '0s';
	if (durationMs < 1000) return `${durationMs}ms`;
	const minutes = Math.floor(durationMs / 60_000);
	const seconds = `${(durationMs - minutes * 60_000) / 1000}s`;
	if (minutes === 0) return seconds;
	return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}
