import {byteLength} from '../bytes.ts';
import {FileError, resolvePath} from '../files.ts';
import {type Command, complain, type HttpResponse, type Process, print, readAll, sleepUntil} from '../program.ts';
import type {Run} from '../shell.ts';
import {type Options, readFile, ToolError, tool} from './tool.ts';
import {readUrl, send, statusText, type Target} from './web-request.ts';

const AGENT = 'curl/7.88.1';
/** When the kernel gives up a connection that nobody answers. */
const CONNECT_LIMIT_MS = 130_000;
const MAX_REDIRECTS = 50;
const TRY = "curl: try 'curl --help' or 'curl --manual' for more information";

/** curl for HTTP, with -s -S -o -O -i -I -v -w -m --connect-timeout -f -X -H -d -L -A -G -k --retry */
export const curl: Command = tool(
	'curl',
	{
		letters: 'sSo:OiIvw:m:fX:H:d:LA:Gku:#e:b:x:n4',
		long: {
			silent: 's',
			'show-error': 'S',
			output: 'o:',
			'remote-name': 'O',
			include: 'i',
			head: 'I',
			verbose: 'v',
			'write-out': 'w:',
			'max-time': 'm:',
			'connect-timeout': 'c:',
			fail: 'f',
			request: 'X:',
			header: 'H:',
			data: 'd:',
			'data-raw': 'd:',
			'data-binary': 'd:',
			location: 'L',
			'user-agent': 'A:',
			get: 'G',
			insecure: 'k',
			user: 'u:',
			retry: 'r:',
			'retry-delay': 'R:',
			'retry-connrefused': 'C',
			'no-progress-meter': 'p',
			url: 'U:',
			version: 'V',
		},
		usage: TRY,
		usageCode: 2,
	},
	function* ({options, operands, process}) {
		if (options.has('V')) {
			yield* print(`curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1\nRelease-Date: 2023-02-20\nProtocols: http\n`);
			return 0;
		}
		const urls = [...options.values('U'), ...operands];
		if (urls.length === 0) throw new ToolError(`curl: no URL specified!\n${TRY}`, 2);
		let code = 0;
		for (const [index, url] of urls.entries()) {
			let attempts = Number(options.value('r') ?? 0);
			for (;;) {
				const transfer = new Transfer(options, process, options.values('o')[index] ?? options.value('o'));
				code = yield* transfer.run(url);
				if (code === 0 || attempts-- <= 0 || (code === 7 && !options.has('C'))) break;
				yield* sleepUntil(process.machine, process.machine.now() + Number(options.value('R') ?? 1) * 1000);
			}
		}
		return code;
	},
);

class Transfer {
	readonly #startMs: number;
	#redirects = 0;
	#address = '';

	constructor(
		private readonly options: Options,
		private readonly process: Process,
		private readonly output: string | undefined,
	) {
		this.#startMs = process.machine.now();
	}

	*run(url: string): Run {
		const target = readUrl(url);
		if (!target) return yield* this.#fail(3, 'URL using bad/illegal format or missing URL');
		if (/^\w+:\/\//.test(url) && !/^https?:/.test(url))
			return yield* this.#fail(1, `Protocol "${url.split(':')[0]}" not supported or disabled in libcurl`);
		if (target.scheme === 'https') {
			yield* complain('kubekata: https is not simulated\n');
			return 1;
		}
		const response = yield* this.#exchange(target);
		if (typeof response === 'number') return response;
		const location = header(response, 'Location');
		if (this.options.has('L') && location !== undefined && response.status >= 300 && response.status < 400) {
			if (++this.#redirects > MAX_REDIRECTS)
				return yield* this.#fail(47, `Maximum (${MAX_REDIRECTS}) redirects followed`);
			return yield* this.run(location.startsWith('/') ? `http://${target.host}:${target.port}${location}` : location);
		}
		return yield* this.#show(response, target);
	}

	// The response, or the exit code of a connection that failed.
	*#exchange(target: Target): Run<HttpResponse | number> {
		const {options, process} = this;
		const body = yield* this.#body();
		const isGet = options.has('G');
		const method = options.value('X') ?? (options.has('I') ? 'HEAD' : body !== undefined && !isGet ? 'POST' : 'GET');
		const path =
			isGet && body !== undefined ? `${target.path}${target.path.includes('?') ? '&' : '?'}${body}` : target.path;
		const headers = this.#headers(target, isGet ? undefined : body);
		const response = send(process, {...target, path}, {method, headers, body: isGet ? undefined : body});
		if ('failure' in response) return yield* this.#connectionFailed(target, response);
		this.#address = process.machine.network?.resolve(target.host)[0] ?? target.host;
		if (options.has('v')) yield* this.#explain(target, method, path, headers, response);
		return response;
	}

	*#body(): Run<string | undefined> {
		const pieces: string[] = [];
		for (const data of this.options.values('d')) {
			if (data === '@-') pieces.push((yield* readAll()).replaceAll('\n', ''));
			else pieces.push(data.startsWith('@') ? readFile(this.process, data.slice(1)).replaceAll('\n', '') : data);
		}
		return pieces.length > 0 ? pieces.join('&') : undefined;
	}

	#headers({host, port}: Target, body: string | undefined): Record<string, string> {
		const {options} = this;
		const headers: Record<string, string> = {
			Host: port === 80 ? host : `${host}:${port}`,
			'User-Agent': options.value('A') ?? AGENT,
			Accept: '*/*',
			...(body !== undefined && {
				'Content-Length': String(byteLength(body)),
				'Content-Type': 'application/x-www-form-urlencoded',
			}),
		};
		for (const given of options.values('H')) {
			const colon = given.indexOf(':');
			if (colon <= 0) continue;
			const name = given.slice(0, colon).trim();
			const same = Object.keys(headers).find(each => each.toLowerCase() === name.toLowerCase());
			if (same !== undefined) delete headers[same];
			if (given.slice(colon + 1).trim() !== '') headers[name] = given.slice(colon + 1).trim();
		}
		return headers;
	}

	*#connectionFailed({host, port}: Target, {failure}: {failure: 'refused' | 'timeout' | 'unknown-host'}): Run {
		const {machine} = this.process;
		if (failure === 'unknown-host') return yield* this.#fail(6, `Could not resolve host: ${host}`);
		const elapsed = () => machine.now() - this.#startMs;
		if (failure === 'refused')
			return yield* this.#fail(7, `Failed to connect to ${host} port ${port} after 0 ms: Couldn't connect to server`);
		const total = Number(this.options.value('m') ?? 0) * 1000;
		const connect = Number(this.options.value('c') ?? 0) * 1000;
		const limit = Math.min(total || CONNECT_LIMIT_MS, connect || CONNECT_LIMIT_MS);
		yield* sleepUntil(machine, this.#startMs + limit);
		if (limit === CONNECT_LIMIT_MS)
			return yield* this.#fail(
				28,
				`Failed to connect to ${host} port ${port} after ${elapsed()} ms: Couldn't connect to server`,
			);
		if (limit === total) return yield* this.#fail(28, `Connection timed out after ${elapsed()} milliseconds`);
		return yield* this.#fail(
			28,
			`Failed to connect to ${host} port ${port} after ${elapsed()} ms: Timeout was reached`,
		);
	}

	*#fail(code: number, message: string): Run {
		if (!this.options.has('s') || this.options.has('S')) yield* complain(`curl: (${code}) ${message}\n`);
		const format = this.options.value('w');
		if (format !== undefined) yield* print(this.#written(format, 0, 0));
		return code;
	}

	*#show(response: HttpResponse, target: Target): Run {
		const {options} = this;
		const isFailing = options.has('f') && response.status >= 400;
		const head = options.has('i') || options.has('I') ? `${headText(response)}\r\n` : '';
		const text = isFailing ? '' : head + (options.has('I') ? '' : response.body);
		const file = options.has('O') ? target.path.split('/').at(-1)! : this.output;
		if (!options.has('s') && !options.has('p') && (file !== undefined || !this.process.isTerminal) && !isFailing)
			yield* complain(progress(byteLength(response.body)));
		if (file === undefined || file === '-') yield* print(text);
		else {
			const wrote = yield* this.#writeFile(file, text);
			if (wrote !== 0) return wrote;
		}
		if (isFailing) return yield* this.#fail(22, `The requested URL returned error: ${response.status}`);
		const format = options.value('w');
		if (format !== undefined) yield* print(this.#written(format, response.status, byteLength(response.body)));
		return 0;
	}

	*#writeFile(file: string, text: string): Run {
		try {
			this.process.files.write(resolvePath(this.process.cwd, file), text);
			return 0;
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			yield* complain(`Warning: Failed to open the file ${file}: ${error.message}\n`);
			return yield* this.#fail(23, 'Failure writing output to destination');
		}
	}

	#written(format: string, status: number, size: number): string {
		const seconds = ((this.process.machine.now() - this.#startMs) / 1000).toFixed(6);
		const values: Readonly<Record<string, string>> = {
			http_code: String(status).padStart(3, '0'),
			response_code: String(status).padStart(3, '0'),
			size_download: String(size),
			time_total: seconds,
			time_connect: seconds,
			remote_ip: this.#address,
			num_redirects: String(this.#redirects),
		};
		return format
			.replace(/%\{(\w+)\}/g, (_all, name: string) => (Object.hasOwn(values, name) ? values[name]! : ''))
			.replace(/\\([nrt])/g, (_all, letter: string) => ({n: '\n', r: '\r', t: '\t'})[letter]!);
	}

	*#explain(
		target: Target,
		method: string,
		path: string,
		headers: Readonly<Record<string, string>>,
		response: HttpResponse,
	): Run<void> {
		const sent = [
			`${method} ${path} HTTP/1.1`,
			...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
			'',
		];
		const received = `${headText(response)}\r\n`.split('\r\n').slice(0, -1);
		yield* complain(
			`*   Trying ${this.#address}:${target.port}...\n* Connected to ${target.host} (${this.#address}) port ${target.port} (#0)\n` +
				`${sent.map(line => `> ${line}\n`).join('')}${received.map(line => `< ${line}\n`).join('')}` +
				`* Connection #0 to host ${target.host} left intact\n`,
		);
	}
}

function header({headers}: HttpResponse, wanted: string): string | undefined {
	return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
}

function headText({status, headers}: HttpResponse): string {
	return [
		`HTTP/1.1 ${status} ${statusText(status)}`,
		...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
		'',
	].join('\r\n');
}

// The meter that appears whenever the body doesn't go to a terminal.
function progress(bytes: number): string {
	const size = String(bytes).padStart(5);
	return (
		'  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
		'                                 Dload  Upload   Total   Spent    Left  Speed\n' +
		`\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r100 ${size}  100 ${size}    0     0  ${String(bytes).padStart(5)}      0 --:--:-- --:--:-- --:--:-- ${size}\n`
	);
}
