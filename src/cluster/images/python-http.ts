import {resolvePath} from '../../shell/files.ts';
import {
	complain,
	type FileTree,
	type HttpRequest,
	type HttpResponse,
	type Process,
	type Program,
	print,
	type Signal,
} from '../../shell/program.ts';
import {logTime} from './log-time.ts';

/** python -m http.server [PORT] [-b ADDRESS] [-d DIRECTORY]: the files of the working directory; requests are logged on stderr. */
export function* serveFolder(
	args: readonly string[],
	process: Process,
	version: string,
	isUnbuffered: boolean,
): Program {
	const {machine, files} = process;
	let port = 8000;
	let root = process.cwd;
	for (let at = 0; at < args.length; at++) {
		const arg = args[at]!;
		if (arg === '-d' || arg === '--directory') root = resolvePath(process.cwd, args[++at] ?? '.');
		else if (arg === '-b' || arg === '--bind') at++;
		else if (/^\d{1,5}$/.test(arg)) port = Number(arg);
		else {
			yield* complain(`kubekata: python -m http.server ${arg} is not simulated\n`);
			return 2;
		}
	}
	const lines: string[] = [];
	let wake: (() => void) | undefined;
	const requested: Signal = {
		subscribe: listener => {
			wake = listener;
			return () => {
				wake = undefined;
			};
		},
	};
	const close = machine.network?.listen(port, request => {
		const response = answer(request, root, files, version);
		const from = request.headers['X-Client-Address'] ?? '127.0.0.1';
		const time = logTime(machine.now(), '%d/%b/%Y %H:%M:%S');
		lines.push(`${from} - - [${time}] "${request.method} ${request.path} HTTP/1.1" ${response.status} -\n`);
		wake?.();
		return response;
	});
	if (!close) {
		yield* complain('OSError: [Errno 98] Address already in use\n');
		return 1;
	}
	try {
		// Python keeps what goes to a log back until there is more of it; only a terminal or -u shows the line.
		if (isUnbuffered || process.isTerminal)
			yield* print(`Serving HTTP on 0.0.0.0 port ${port} (http://0.0.0.0:${port}/) ...\n`);
		for (;;) {
			yield* complain(lines.splice(0).join(''));
			yield {kind: 'wait', on: [requested]};
		}
	} finally {
		close();
	}
}

function answer(request: HttpRequest, root: string, files: FileTree, version: string): HttpResponse {
	const server = `SimpleHTTP/0.6 Python/${version}`;
	const reply = (status: number, type: string, body: string): HttpResponse => ({
		status,
		headers: {Server: server, 'Content-type': type, 'Content-Length': String(body.length)},
		body: request.method === 'HEAD' ? '' : body,
	});
	if (request.method !== 'GET' && request.method !== 'HEAD')
		return reply(501, 'text/html;charset=utf-8', errorPage(501, `Unsupported method ('${request.method}')`));
	const route = (request.path.split('?')[0] ?? '/')
		.split('/')
		.filter(part => part !== '' && part !== '..')
		.join('/');
	const path = resolvePath(root, route || '.');
	const stat = files.stat(path);
	if (stat?.type === 'file') return reply(200, contentType(path), files.read(path));
	if (!stat) return reply(404, 'text/html;charset=utf-8', errorPage(404, 'File not found'));
	const index = `${path === '/' ? '' : path}/index.html`;
	if (files.stat(index)?.type === 'file') return reply(200, 'text/html', files.read(index));
	return reply(200, 'text/html; charset=utf-8', listing(path, route, files));
}

function listing(path: string, route: string, files: FileTree): string {
	const title = `Directory listing for /${route && `${route}/`}`;
	const items = files.list(path).map(name => {
		const isDirectory = files.stat(`${path === '/' ? '' : path}/${name}`)?.type === 'directory';
		const shown = isDirectory ? `${name}/` : name;
		return `<li><a href="${encodeURI(shown)}">${shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</a></li>`;
	});
	return `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<hr>\n<ul>\n${items.map(item => `${item}\n`).join('')}</ul>\n<hr>\n</body>\n</html>\n`;
}

function contentType(path: string): string {
	if (path.endsWith('.html')) return 'text/html';
	if (path.endsWith('.json')) return 'application/json';
	return path.endsWith('.txt') ? 'text/plain' : 'application/octet-stream';
}

function errorPage(status: number, message: string): string {
	return `<!DOCTYPE HTML>\n<html lang="en">\n    <head>\n        <meta charset="utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: ${status}</p>\n        <p>Message: ${message}.</p>\n    </body>\n</html>\n`;
}
