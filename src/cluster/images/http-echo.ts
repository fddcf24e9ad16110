import {flagValue, logStamp} from './go-programs.ts';
import type {Image, Server} from './image.ts';

const DEFAULT_PORT = 5678;

// hashicorp/http-echo -text=hello -listen=:8080
const serve: Server = (args, process) => {
	const text = flagValue(args, 'text') ?? process.env.get('ECHO_TEXT');
	const listen = flagValue(args, 'listen') ?? `:${DEFAULT_PORT}`;
	if (text === undefined) {
		process.log('Missing -text option!', 'stderr');
		return {exitCode: 127};
	}
	const port = Number(listen.slice(listen.lastIndexOf(':') + 1));
	const isFree = process.listen(port, ({method, host, path}) => {
		process.log(`${logStamp(process.now())} ${host} "${method} ${path} HTTP/1.1" 200 ${text.length + 1} "curl" 0s`);
		return {
			status: 200,
			headers: {'X-App-Name': 'http-echo', 'X-App-Version': '1.0.0', 'Content-Type': 'text/plain; charset=utf-8'},
			body: `${text}\n`,
		};
	});
	if (!isFree) {
		process.log(`listen tcp :${port}: bind: address already in use`, 'stderr');
		return {exitCode: 1};
	}
	process.startLog(() => [
		{text: `${logStamp(process.now())} [INFO] server is listening on ${listen}`, stream: 'stdout'},
	]);
	return {stopCode: 0};
};

export const httpEcho: Image = {
	repository: 'hashicorp/http-echo',
	sizeBytes: 4_300_000,
	tools: 'none',
	entrypoint: ['/http-echo'],
	servers: {'http-echo': serve},
};
