import type {ConnectionFailure, HttpResponse, Process} from '../program.ts';

export interface Target {
	readonly scheme: 'http' | 'https';
	readonly host: string;
	readonly port: number;
	/** With the query; begins with `/`. */
	readonly path: string;
}

/** The parts of a URL as typed at curl or wget; undefined if it is none. */
export function readUrl(text: string): Target | undefined {
	const match =
		/^(?:(https?):\/\/)?(?:[^@/?#]*@)?(\[[0-9a-fA-F:.]+\]|[^:/?#[\]\s]+)(?::(\d{1,5}))?([/?][^#\s]*)?(?:#.*)?$/.exec(
			text,
		);
	if (!match) return undefined;
	const scheme = match[1] === 'https' ? 'https' : 'http';
	const path = match[4] ?? '/';
	return {
		scheme,
		host: match[2]!.replace(/^\[|\]$/g, ''),
		port: Number(match[3] ?? (scheme === 'https' ? 443 : 80)),
		path: path.startsWith('/') ? path : `/${path}`,
	};
}

/** Sends a request into the machine's network. Without one no name is known and no address answers. */
export function send(
	{machine}: Process,
	{host, port, path}: Target,
	{method, headers, body}: {method: string; headers: Readonly<Record<string, string>>; body?: string | undefined},
): HttpResponse | ConnectionFailure {
	if (machine.network)
		return machine.network.http({method, host, port, path, headers, ...(body !== undefined && {body})});
	return /^[\d.]+$|:/.test(host) ? {failure: 'timeout', address: host} : {failure: 'unknown-host'};
}

/** How HTTP calls a status code. */
export function statusText(status: number): string {
	return STATUS_TEXTS[status] ?? (status < 400 ? 'OK' : 'Error');
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
	200: 'OK',
	201: 'Created',
	204: 'No Content',
	301: 'Moved Permanently',
	302: 'Found',
	304: 'Not Modified',
	307: 'Temporary Redirect',
	308: 'Permanent Redirect',
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Not Allowed',
	408: 'Request Timeout',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	501: 'Not Implemented',
	502: 'Bad Gateway',
	503: 'Service Temporarily Unavailable',
	504: 'Gateway Time-out',
};
