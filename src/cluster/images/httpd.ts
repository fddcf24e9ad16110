import type {HttpRequest} from '../../shell/program.ts';
import {daemonImage} from './daemon.ts';
import type {ServerProcess} from './image.ts';
import {logTime} from './log-time.ts';

const ROOT = '/usr/local/apache2/htdocs';
const INDEX = '<html><body><h1>It works!</h1></body></html>\n';

export const httpd = daemonImage({
	repository: 'httpd',
	sizeBytes: 58_800_000,
	program: 'httpd',
	args: ['-DFOREGROUND'],
	aliases: ['httpd-foreground'],
	versions: ['2.4.65', '2.2.34'],
	ports: [80],
	answer: (process, version) => request => {
		const {status, body} = page(request, process);
		const from = request.headers['X-Client-Address'] ?? '10.244.0.1';
		const time = logTime(process.now(), '%d/%b/%Y:%H:%M:%S +0000');
		process.log(`${from} - - [${time}] "${request.method} ${request.path} HTTP/1.1" ${status} ${body.length}`);
		return {
			status,
			headers: {
				Server: `Apache/${version} (Unix)`,
				'Content-Length': String(body.length),
				'Content-Type': status === 200 ? 'text/html' : 'text/html; charset=iso-8859-1',
			},
			body: request.method === 'HEAD' ? '' : body,
		};
	},
	stream: 'stderr',
	startLines: ({version, startMs}) => {
		const time = logTime(startMs, '%a %b %d %H:%M:%S.%L000 %Y');
		const notice = (module: string, text: string) => `[${time}] [${module}:notice] [pid 1:tid 1] ${text}`;
		return [
			notice('mpm_event', `AH00489: Apache/${version} (Unix) configured -- resuming normal operations`),
			notice('core', "AH00094: Command line: 'httpd -D FOREGROUND'"),
		];
	},
	portTaken: port => `(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:${port}`,
	versionTexts: {httpd: version => `Server version: Apache/${version} (Unix)`},
	leftOut: ['apachectl'],
	workingDirectory: '/usr/local/apache2',
	files: () => ({[`${ROOT}/index.html`]: INDEX}),
});

function page({method, path}: HttpRequest, process: ServerProcess): {status: number; body: string} {
	if (method !== 'GET' && method !== 'HEAD')
		return error(405, 'Method Not Allowed', `The requested method ${method} is not allowed for this URL.`);
	const parts = (path.split('?')[0] ?? '/').split('/').filter(part => part !== '..' && part !== '');
	if (parts.length === 0 && !process.hasFiles && !process.isMounted(ROOT)) return {status: 200, body: INDEX};
	const {files} = process;
	const asked = [ROOT, ...parts].join('/');
	const stat = files.stat(asked);
	const file = stat?.type === 'directory' && files.stat(`${asked}/index.html`) ? `${asked}/index.html` : asked;
	if (files.stat(file)?.type === 'file') return {status: 200, body: files.read(file)};
	if (stat) return error(403, 'Forbidden', "You don't have permission to access this resource.");
	return error(404, 'Not Found', 'The requested URL was not found on this server.');
}

function error(status: number, title: string, text: string): {status: number; body: string} {
	const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n<p>${text}</p>\n</body></html>\n`;
	return {status, body};
}
