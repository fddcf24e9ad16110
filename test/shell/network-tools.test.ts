import {describe, expect, it} from 'vitest';
import type {ConnectionFailure, HttpRequest, HttpResponse, Network} from '../../src/shell/program.ts';
import {Terminal} from './terminal.ts';

const ADDRESSES: Readonly<Record<string, string>> = {web: '10.96.0.20', closed: '10.96.0.21', lost: '10.96.0.22'};
const FULL = 'web.default.svc.cluster.local';

const network: Network = {
	dnsServer: '10.96.0.10',
	resolve: name => (Object.hasOwn(ADDRESSES, name) ? [ADDRESSES[name]!] : []),
	lookup: (name, type) => {
		if (name !== 'web' && name !== FULL) return undefined;
		const services = [{priority: 0, weight: 100, port: 80, target: FULL}];
		return {name: FULL, addresses: type === 'A' ? ['10.96.0.20'] : [], services};
	},
	http: ({method, host, path, headers, body}: HttpRequest): HttpResponse | ConnectionFailure => {
		if (host === 'closed') return {failure: 'refused', address: ADDRESSES.closed!};
		if (host === 'lost') return {failure: 'timeout', address: ADDRESSES.lost!};
		if (host !== 'web') return {failure: 'unknown-host'};
		if (path === '/old') return {status: 302, headers: {Location: '/'}, body: ''};
		if (path === '/echo')
			return {status: 200, headers: {}, body: `${method} ${headers['X-Name'] ?? ''} ${body ?? ''}\n`};
		return path === '/'
			? {status: 200, headers: {Server: 'nginx/1.27.0'}, body: 'hello\n'}
			: {status: 404, headers: {}, body: 'none\n'};
	},
	connect: host =>
		host === 'web' ? undefined : {failure: host === 'closed' ? 'refused' : 'timeout', address: ADDRESSES[host] ?? host},
	checkHealth: () => ({failure: 'refused'}),
	listen: () => () => {},
};

function run(line: string): {out: string; err: string; code: number | undefined} {
	return new Terminal({network}).prompt(line);
}

describe('curl', () => {
	it.each([
		['curl -s http://web', 'hello\n', '', 0],
		['curl web:80/', 'hello\n', '', 0],
		['curl -sI web', 'HTTP/1.1 200 OK\r\nServer: nginx/1.27.0\r\n\r\n', '', 0],
		["curl -s -o /dev/null -w '%{http_code}\\n' web/nope", '404\n', '', 0],
		['curl -fsS web/nope', '', 'curl: (22) The requested URL returned error: 404\n', 22],
		['curl -sS nosuch', '', 'curl: (6) Could not resolve host: nosuch\n', 6],
		[
			'curl -sS closed:81',
			'',
			"curl: (7) Failed to connect to closed port 81 after 0 ms: Couldn't connect to server\n",
			7,
		],
		['curl -m 2 lost', '', 'curl: (28) Connection timed out after 2000 milliseconds\n', 28],
		[
			'curl --connect-timeout 3 lost',
			'',
			'curl: (28) Failed to connect to lost port 80 after 3000 ms: Timeout was reached\n',
			28,
		],
		['curl -sL web/old', 'hello\n', '', 0],
		['curl -s -H "X-Name: me" -d a=1 -d b=2 web/echo', 'POST me a=1&b=2\n', '', 0],
		['curl -s nosuch', '', '', 6],
		['curl', '', "curl: no URL specified!\ncurl: try 'curl --help' or 'curl --manual' for more information\n", 2],
	])('%s', (line, out, err, code) => {
		expect(run(line)).toEqual({out, err, code});
	});
});

describe('wget, as busybox has it', () => {
	it.each([
		['wget -qO- http://web', 'hello\n', '', 0],
		['wget -q -O page web && cat page', 'hello\n', '', 0],
		['wget -qO- nosuch', '', "wget: bad address 'nosuch'\n", 1],
		['wget -qO- closed', '', "wget: can't connect to remote host (10.96.0.21): Connection refused\n", 1],
		['wget -qO- web/nope', '', 'wget: server returned error: HTTP/1.1 404 Not Found\n', 1],
		['wget -q -T 2 -O- lost', '', 'wget: download timed out\n', 1],
		['wget --spider web', '', 'Connecting to web (10.96.0.20:80)\nremote file exists\n', 0],
	])('%s', (line, out, err, code) => {
		expect(run(line)).toEqual({out, err, code});
	});
});

describe('names and connections', () => {
	it.each([
		[
			'nslookup web',
			`Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\nName:\t${FULL}\nAddress: 10.96.0.20\n\n`,
			'',
			0,
		],
		[
			'nslookup nosuch',
			"Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n** server can't find nosuch: NXDOMAIN\n\n",
			'',
			1,
		],
		[`dig +short ${FULL}`, '10.96.0.20\n', '', 0],
		['dig +short web', '', '', 0],
		[`dig +short SRV ${FULL}`, `0 100 80 ${FULL}.\n`, '', 0],
		['getent hosts web', `10.96.0.20      ${FULL} web\n`, '', 0],
		['getent hosts nosuch', '', '', 2],
		['nc -zv web 80', '', 'Connection to web (10.96.0.20) 80 port [tcp/*] succeeded!\n', 0],
		['nc -zv closed 80', '', 'nc: connect to closed (10.96.0.21) port 80 (tcp) failed: Connection refused\n', 1],
		['ping -c1 nosuch', '', "ping: bad address 'nosuch'\n", 1],
	])('%s', (line, out, err, code) => {
		expect(run(line)).toEqual({out, err, code});
	});

	it('know nothing where there is no network', () => {
		expect(new Terminal().prompt('curl -sS http://web')).toMatchObject({
			err: 'curl: (6) Could not resolve host: web\n',
			code: 6,
		});
	});
});
