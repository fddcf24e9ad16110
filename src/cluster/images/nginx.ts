import {toCalendar} from '../../shell/calendar.ts';
import {type Command, complain, type HttpRequest, type HttpResponse} from '../../shell/program.ts';
import type {Image, Server, ServerProcess} from './image.ts';
import {NOT_IN_BUSYBOX, NOT_IN_SLIM_DEBIAN} from './lacking-tools.ts';
import {logTime} from './log-time.ts';

const ROOT = '/usr/share/nginx/html';
const LOGS = '/var/log/nginx';
const NEWEST = '1.29.1';
/** What `nginx -s` sends to the server. */
const SIGNALS = new Map([
	['stop', 'TERM'],
	['quit', 'QUIT'],
	['reload', 'HUP'],
	['reopen', 'USR1'],
]);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const INDEX = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;

const CONFIGURATION = `server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

// Serves files over HTTP and writes the access log to its file if that is on a volume, else to the container's log.
const serve: Server = (_args, process) => {
	const version = versionOf(process.tag);
	for (const {port, root} of sites(process)) {
		const isFree = process.listen(port, request => {
			const response = answer(request, root, version, process);
			const line = accessLogLine(request, response, process.now());
			if (process.isMounted(LOGS)) process.files.write(`${LOGS}/access.log`, `${line}\n`, {append: true});
			else process.log(line);
			return response;
		});
		if (isFree) continue;
		process.log(`nginx: [emerg] bind() to 0.0.0.0:${port} failed (98: Address already in use)`, 'stderr');
		return {exitCode: 1};
	}
	if (process.isMounted(LOGS)) {
		process.files.write(`${LOGS}/access.log`, '', {append: true});
		process.files.write(`${LOGS}/error.log`, '', {append: true});
	}
	const startMs = process.now();
	process.startLog(() => startLines(version, startMs));
	return {stopCode: 0};
};

// nginx -v, -V, -t, -s stop|quit|reload|reopen
const command = (tag: string): Command =>
	function* (args, {machine}) {
		const [flag] = args;
		if (flag === '-v' || flag === '-V') {
			yield* complain(`nginx version: nginx/${versionOf(tag)}\n`);
			return 0;
		}
		if (flag === '-t') {
			yield* complain('nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n');
			yield* complain('nginx: configuration file /etc/nginx/nginx.conf test is successful\n');
			return 0;
		}
		const signal = flag === '-s' ? SIGNALS.get(args[1] ?? '') : undefined;
		if (signal) {
			yield* complain(`${logTime(machine.now(), '%Y/%m/%d %H:%M:%S')} [notice] 30#30: signal process started\n`);
			if (/(^|\/)nginx\b/.test(machine.processes?.()[0]?.command ?? '')) {
				if (signal === 'TERM' || signal === 'QUIT') machine.signal?.(1, signal);
				return 0;
			}
			yield* complain('nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)\n');
			return 1;
		}
		yield* complain(`kubekata: nginx ${args.join(' ')} beside a running server is not simulated\n`);
		return 1;
	};

export const nginx: Image = {
	repository: 'nginx',
	sizeBytes: 72_319_283,
	tools: 'usual',
	lacks: tag => (tag.includes('alpine') ? NOT_IN_BUSYBOX.filter(name => name !== 'curl') : NOT_IN_SLIM_DEBIAN),
	entrypoint: ['/docker-entrypoint.sh'],
	command: ['nginx', '-g', 'daemon off;'],
	env: {PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'},
	files: tag => ({
		[`${ROOT}/index.html`]: INDEX,
		[`${ROOT}/50x.html`]: errorPage(500, 'An error occurred.', versionOf(tag)),
		'/etc/nginx/conf.d/default.conf': CONFIGURATION,
		'/etc/nginx/nginx.conf':
			'user  nginx;\nworker_processes  auto;\n\nevents {\n    worker_connections  1024;\n}\n\nhttp {\n    include /etc/nginx/conf.d/*.conf;\n}\n',
		'/docker-entrypoint.sh': '#!/bin/sh\nexec "$@"\n',
	}),
	commands: tag => ({nginx: command(tag)}),
	servers: {nginx: serve},
};

/** `1.27.0` for the tags `1.27.0` and `1.27`, whatever variant follows (`1.27-alpine`). */
function versionOf(tag: string): string {
	const match = /^(\d+\.\d+)(?:\.(\d+))?/.exec(tag);
	return match ? `${match[1]}.${match[2] ?? '0'}` : NEWEST;
}

// Port and document root of each server block; the image's own configuration unless another one is mounted.
function sites(process: ServerProcess): {port: number; root: string}[] {
	if (!process.isMounted('/etc/nginx/conf.d') && !process.isMounted('/etc/nginx/conf.d/default.conf'))
		return [{port: 80, root: ROOT}];
	const found: {port: number; root: string}[] = [];
	for (const name of process.files.stat('/etc/nginx/conf.d') ? process.files.list('/etc/nginx/conf.d') : []) {
		if (!name.endsWith('.conf')) continue;
		for (const block of process.files
			.read(`/etc/nginx/conf.d/${name}`)
			.split(/^\s*server\s*\{/m)
			.slice(1)) {
			const port = Number(/listen\s+(?:[\d.*]+:)?(\d+)/.exec(block)?.[1] ?? 80);
			const root = /root\s+([^\s;]+)/.exec(block)?.[1] ?? ROOT;
			if (!found.some(site => site.port === port)) found.push({port, root});
		}
	}
	return found;
}

function answer(request: HttpRequest, root: string, version: string, process: ServerProcess): HttpResponse {
	const server = `nginx/${version}`;
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		const body = errorPage(405, 'Not Allowed', version);
		return {status: 405, headers: headers(server, body, 'text/html'), body};
	}
	const path = (request.path.split('?')[0] ?? '/')
		.split('/')
		.filter(part => part !== '..')
		.join('/');
	const text = read(`${root}${path}`, root, process);
	if (text === undefined || typeof text === 'number') {
		const body = text === 403 ? errorPage(403, 'Forbidden', version) : errorPage(404, 'Not Found', version);
		return {status: text ?? 404, headers: headers(server, body, 'text/html'), body};
	}
	const type = /\.(\w+)$/.exec(path)?.[1];
	return {
		status: 200,
		headers: headers(
			server,
			text,
			type === undefined || type === 'html' ? 'text/html' : `text/${type === 'txt' ? 'plain' : type}`,
		),
		body: request.method === 'HEAD' ? '' : text,
	};
}

// The text of a file, or of a directory's index; 403 for a directory without one.
function read(path: string, root: string, process: ServerProcess): string | 403 | undefined {
	if (!process.isMounted(root) && path === `${ROOT}/` && !process.hasFiles) return INDEX;
	const {files} = process;
	const stat = files.stat(path);
	if (!stat) return undefined;
	if (stat.type === 'file') return files.read(path);
	const index = `${path.replace(/\/$/, '')}/index.html`;
	return files.stat(index)?.type === 'file' ? files.read(index) : 403;
}

function headers(server: string, body: string, type: string): Record<string, string> {
	return {Server: server, 'Content-Type': type, 'Content-Length': String(body.length), Connection: 'keep-alive'};
}

function errorPage(status: number, text: string, version: string): string {
	const title = `${status} ${text}`;
	return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`;
}

// The format "main" of nginx.conf.
function accessLogLine(request: HttpRequest, response: HttpResponse, nowMs: number): string {
	const t = toCalendar(nowMs);
	const time = `${two(t.day)}/${MONTHS[t.month - 1]}/${t.year}:${two(t.hour)}:${two(t.minute)}:${two(t.second)} +0000`;
	const from = request.headers['X-Client-Address'] ?? '10.244.0.1';
	const agent = request.headers['User-Agent'] ?? '-';
	return `${from} - - [${time}] "${request.method} ${request.path} HTTP/1.1" ${response.status} ${response.body.length} "-" "${agent}" "-"`;
}

function startLines(version: string, startMs: number): {text: string; stream: 'stdout' | 'stderr'}[] {
	const t = toCalendar(startMs);
	const time = `${t.year}/${two(t.month)}/${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
	const notice = (text: string) => ({text: `${time} [notice] 1#1: ${text}`, stream: 'stderr'}) as const;
	return [
		{text: '/docker-entrypoint.sh: Configuration complete; ready for start up', stream: 'stdout'},
		notice('using the "epoll" event method'),
		notice(`nginx/${version}`),
		notice('OS: Linux 6.1.0-13-amd64'),
		notice('start worker processes'),
		notice('start worker process 29'),
	];
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
