import type {Image, Server} from './image.ts';

const DEFAULT_PORT = '8080';

// agnhost netexec --http-port=8080: /hostname, /echo?msg=…, /healthz; agnhost pause does nothing.
const serve: Server = (args, process) => {
	const [mode = 'pause'] = args;
	if (mode === 'pause') return {stopCode: 2};
	if (mode !== 'netexec' && mode !== 'serve-hostname') {
		process.log(`kubekata: agnhost ${mode} is not simulated`, 'stderr');
		return {exitCode: 1};
	}
	const name = mode === 'netexec' ? 'http-port' : 'port';
	const given = args.find(arg => arg.startsWith(`--${name}=`))?.split('=')[1];
	const port = Number(given ?? (mode === 'netexec' ? DEFAULT_PORT : '9376'));
	process.listen(port, ({path}) => {
		const [route = '/', query = ''] = path.split('?');
		const body =
			mode === 'serve-hostname' || route === '/hostname' || route === '/hostName'
				? process.hostname
				: route === '/echo'
					? decodeURIComponent(/(?:^|&)msg=([^&]*)/.exec(query)?.[1] ?? '')
					: route === '/healthz' || route === '/'
						? ''
						: undefined;
		const headers = {'Content-Type': 'text/plain; charset=utf-8'};
		return body === undefined ? {status: 404, headers, body: '404 page not found\n'} : {status: 200, headers, body};
	});
	process.startLog(() => [{text: `Started HTTP server on port ${port}`, stream: 'stdout'}]);
	return {stopCode: 2};
};

export const agnhost: Image = {
	repository: 'agnhost',
	sizeBytes: 54_000_000,
	tools: 'usual',
	entrypoint: ['/agnhost'],
	command: ['pause'],
	servers: {agnhost: serve},
};
