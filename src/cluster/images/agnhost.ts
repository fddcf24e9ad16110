import {serveHealth} from './agnhost-health.ts';
import {flagValue, pageNotFound, textPage} from './go-programs.ts';
import type {Image, Server} from './image.ts';

// Its programs have no handler for SIGTERM, which ends a Go program with 2.
const STOP_CODE = 2;

// agnhost netexec --http-port=8080: /hostname, /echo?msg=…, /healthz; agnhost pause does nothing.
const serve: Server = (args, process) => {
	const [mode = 'pause'] = args;
	if (mode === 'pause') return {stopCode: STOP_CODE};
	if (mode === 'grpc-health-checking') return serveHealth(args.slice(1), process);
	if (mode !== 'netexec' && mode !== 'serve-hostname') {
		process.log(`kubekata: agnhost ${mode} is not simulated`, 'stderr');
		return {exitCode: 1};
	}
	const [name, usual] = mode === 'netexec' ? ['http-port', '8080'] : ['port', '9376'];
	const port = Number(flagValue(args, name) ?? usual);
	process.listen(port, ({path}) => {
		const [route = '/', query = ''] = path.split('?');
		if (mode === 'serve-hostname' || route === '/hostname' || route === '/hostName') return textPage(process.hostname);
		if (route === '/echo') return textPage(decodeURIComponent(/(?:^|&)msg=([^&]*)/.exec(query)?.[1] ?? ''));
		return route === '/healthz' || route === '/' ? textPage('') : pageNotFound();
	});
	process.startLog(() => [{text: `Started HTTP server on port ${port}`, stream: 'stdout'}]);
	return {stopCode: STOP_CODE};
};

export const agnhost: Image = {
	repository: 'agnhost',
	sizeBytes: 54_000_000,
	tools: 'usual',
	entrypoint: ['/agnhost'],
	command: ['pause'],
	servers: {agnhost: serve},
};
