import {flagValue, goDuration, logStamp, pageNotFound, textPage} from './go-programs.ts';
import type {ServerProcess, ServerStart} from './image.ts';
import {logTime} from './log-time.ts';

/**
 * agnhost grpc-health-checking: gRPC's health service on --port (5000), and beside it /make-serving and /make-not-serving over HTTP on
 * --http-port (8080). With --delay-unhealthy-sec it gets unhealthy by itself.
 */
export function serveHealth(args: readonly string[], process: ServerProcess): ServerStart {
	const port = Number(flagValue(args, 'port') ?? 5000);
	const httpPort = Number(flagValue(args, 'http-port') ?? 8080);
	const delaySeconds = Number(flagValue(args, 'delay-unhealthy-sec') ?? -1);
	const service = flagValue(args, 'service') ?? '';
	const startMs = process.now();
	const log = (text: string) => process.log(`${logStamp(process.now())} ${text}`, 'stderr');
	let isForcedDown: boolean | undefined;
	const isHttpFree = process.listen(httpPort, ({path}) => {
		const [route] = path.split('?');
		if (route !== '/make-serving' && route !== '/make-not-serving') return pageNotFound();
		isForcedDown = route === '/make-not-serving';
		log(`Mark as ${isForcedDown ? 'unhealthy' : 'healthy'}`);
		return textPage(goDuration(process.now() - startMs));
	});
	log(`Http server starting to listen on :${httpPort}`);
	if (!isHttpFree) return fail(`listen tcp :${httpPort}: bind: address already in use`);
	const isFree = process.listen(port, {
		check: asked => {
			const started = logTime(startMs, '%Y-%m-%d %H:%M:%S.%L');
			log(`Serving the Check request for health check, started at ${started} +0000 UTC m=+0.002`);
			if (asked !== service) return {code: 'NotFound', message: 'unknown service'};
			const isLate = delaySeconds >= 0 && process.now() - startMs >= delaySeconds * 1000;
			return {status: isForcedDown || isLate ? 'NOT_SERVING' : 'SERVING'};
		},
	});
	if (!isFree)
		return fail(`Error while starting the listening service listen tcp :${port}: bind: address already in use`);
	log(`gRPC server starting to listen on :${port}`);
	return {stopCode: 2};

	function fail(text: string): ServerStart {
		log(text);
		return {exitCode: 1};
	}
}
