import {FileError, resolvePath} from '../files.ts';
import {type Command, complain, type Process, print, sleepUntil} from '../program.ts';
import type {Run} from '../shell.ts';
import {type Options, ToolError, tool} from './tool.ts';
import {readUrl, send, statusText} from './web-request.ts';

const CONNECT_LIMIT_MS = 130_000;
const MAX_REDIRECTS = 5;

/** busybox's wget: -q -O -S --spider -T -t --header --post-data -U -c */
export const wget: Command = tool(
	'wget',
	{
		letters: 'qO:ST:t:U:cP:Y:',
		long: {
			quiet: 'q',
			'output-document': 'O:',
			'server-response': 'S',
			spider: 's',
			timeout: 'T:',
			tries: 't:',
			header: 'H:',
			'post-data': 'd:',
			'user-agent': 'U:',
			'no-check-certificate': 'n',
		},
		usage:
			'BusyBox v1.36.1 multi-call binary.\n\nUsage: wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n\t[--post-data STR | --post-file FILE] [-Y on/off]\n\t[-P DIR] [-U AGENT] [-T SEC] URL...',
	},
	function* ({options, operands, process}) {
		if (operands.length === 0)
			throw new ToolError(
				'BusyBox v1.36.1 multi-call binary.\n\nUsage: wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n\t[--post-data STR | --post-file FILE] [-Y on/off]\n\t[-P DIR] [-U AGENT] [-T SEC] URL...',
			);
		for (const url of operands) yield* fetchOne(url, options, process, 0);
		return 0;
	},
);

// Throws ToolError for everything that goes wrong.
function* fetchOne(url: string, options: Options, process: Process, redirects: number): Run<void> {
	const target = readUrl(url);
	if (!target) throw new ToolError(`wget: not an http or ftp url: ${url}`);
	if (target.scheme === 'https') throw new ToolError('kubekata: https is not simulated');
	const {host, port} = target;
	const headers: Record<string, string> = {
		Host: port === 80 ? host : `${host}:${port}`,
		'User-Agent': options.value('U') ?? 'Wget',
		Connection: 'close',
	};
	for (const given of options.values('H')) {
		const [name = '', ...rest] = given.split(':');
		if (name.trim() !== '') headers[name.trim()] = rest.join(':').trim();
	}
	const body = options.value('d');
	const startMs = process.machine.now();
	const response = send(process, target, {
		method: options.has('s') ? 'HEAD' : body === undefined ? 'GET' : 'POST',
		headers,
		body,
	});
	const address = 'failure' in response ? response.address : process.machine.network?.resolve(host)[0];
	if ('failure' in response && response.failure === 'unknown-host') throw new ToolError(`wget: bad address '${host}'`);
	if (!options.has('q'))
		yield* complain(`Connecting to ${port === 80 ? host : `${host}:${port}`} (${address ?? host}:${port})\n`);
	if ('failure' in response) {
		const place = `wget: can't connect to remote host (${address ?? host})`;
		if (response.failure === 'refused') throw new ToolError(`${place}: Connection refused`);
		const limitMs = options.has('T') ? Number(options.value('T')) * 1000 : CONNECT_LIMIT_MS;
		yield* sleepUntil(process.machine, startMs + limitMs);
		throw new ToolError(options.has('T') ? 'wget: download timed out' : `${place}: Connection timed out`);
	}
	if (options.has('S')) {
		const lines = [
			`HTTP/1.1 ${response.status} ${statusText(response.status)}`,
			...Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`),
		];
		yield* complain(`${lines.map(line => `  ${line}\n`).join('')}  \n`);
	}
	const location = response.headers.Location ?? response.headers.location;
	if (location !== undefined && response.status >= 300 && response.status < 400) {
		if (redirects >= MAX_REDIRECTS) throw new ToolError('wget: too many redirections');
		return yield* fetchOne(
			location.startsWith('/') ? `http://${host}:${port}${location}` : location,
			options,
			process,
			redirects + 1,
		);
	}
	if (response.status >= 300)
		throw new ToolError(`wget: server returned error: HTTP/1.1 ${response.status} ${statusText(response.status)}`);
	if (!options.has('s')) yield* save(response.body, target.path, options, process);
	else if (!options.has('q')) yield* complain('remote file exists\n');
}

function* save(body: string, path: string, options: Options, process: Process): Run<void> {
	const name = options.value('O') ?? (path.split('?')[0]!.split('/').at(-1) || 'index.html');
	const isStandardOutput = name === '-';
	const isQuiet = options.has('q');
	const meter = `${(isStandardOutput ? '-' : name).slice(0, 20).padEnd(20)} 100% |********************************| ${String(body.length).padStart(5)}  0:00:00 ETA\n`;
	if (isStandardOutput) {
		if (!isQuiet) yield* complain('writing to stdout\n');
		yield* print(body);
		if (!isQuiet) yield* complain(`${meter}written to stdout\n`);
		return;
	}
	const file = resolvePath(resolvePath(process.cwd, options.value('P') ?? '.'), name);
	if (!options.has('O') && process.files.stat(file)) throw new ToolError(`wget: can't open '${name}': File exists`);
	try {
		process.files.write(file, body);
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		throw new ToolError(`wget: can't open '${name}': ${error.message}`);
	}
	if (!isQuiet) yield* complain(`saving to '${name}'\n${meter}'${name}' saved\n`);
}
