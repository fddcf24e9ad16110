import type {IProbe} from 'kubernetes-models/v1/Probe';
import type {ConnectionFailure} from '../../shell/program.ts';
import {minutesAndSeconds} from '../duration.ts';
import type {HookRunner} from './hooks.ts';
import type {Steps} from './pause.ts';
import {portNumber} from './ports.ts';
import type {Slot} from './slot.ts';

/** How one probe went: `output` says what was wrong. An `error` means that it couldn't even be tried: it doesn't count. */
export type CheckResult =
	| {readonly kind: 'success'}
	| {readonly kind: 'failure'; readonly output: string}
	| {readonly kind: 'error'; readonly output: string};

const SUCCESS: CheckResult = {kind: 'success'};

/** Tries a probe once. */
export function* check(probe: IProbe, slot: Slot, runner: HookRunner): Steps<CheckResult> {
	const timeoutSeconds = probe.timeoutSeconds ?? 1;
	if (probe.exec) return yield* checkExec(probe.exec.command ?? [], slot, runner, timeoutSeconds);
	if (probe.httpGet) return checkHttp(probe.httpGet, slot, runner);
	if (probe.tcpSocket) {
		const port = portNumber(probe.tcpSocket.port, slot.spec);
		if (port === undefined) return unknownPort(probe.tcpSocket.port);
		const host = probe.tcpSocket.host || runner.podIP;
		const failure = runner.network.connect(host, port);
		return failure ? {kind: 'failure', output: dialError(host, port, failure)} : SUCCESS;
	}
	if (probe.grpc) return checkGrpc(probe.grpc, runner, timeoutSeconds);
	return {kind: 'error', output: 'missing probe handler'};
}

function* checkExec(
	command: readonly string[],
	slot: Slot,
	runner: HookRunner,
	timeoutSeconds: number,
): Steps<CheckResult> {
	const {exitCode, output, error} = yield* runner.exec(slot, command, timeoutSeconds * 1000);
	if (error) return {kind: 'error', output: error};
	if (exitCode === 0) return SUCCESS;
	if (exitCode === undefined)
		return {kind: 'failure', output: `command timed out: "${command.join(' ')}" timed out after ${timeoutSeconds}s`};
	return {kind: 'failure', output};
}

function checkHttp(
	{host: givenHost, path = '/', port: givenPort, scheme = 'HTTP', httpHeaders = []}: NonNullable<IProbe['httpGet']>,
	slot: Slot,
	runner: HookRunner,
): CheckResult {
	const port = portNumber(givenPort, slot.spec);
	if (port === undefined) return unknownPort(givenPort);
	const host = givenHost || runner.podIP;
	const from = path.startsWith('/') ? path : `/${path}`;
	const failed = (why: string): CheckResult => ({
		kind: 'failure',
		output: `Get "${scheme.toLowerCase()}://${host}:${port}${from}": ${why}`,
	});
	const response = runner.network.http({
		method: 'GET',
		host,
		port,
		path: from,
		headers: {
			'User-Agent': 'kube-probe/1.34',
			Accept: '*/*',
			...Object.fromEntries(httpHeaders.map(({name, value}) => [name, value])),
		},
	});
	if ('failure' in response) {
		const reason =
			response.failure === 'timeout'
				? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
				: dialError(host, port, response);
		return failed(reason);
	}
	if (scheme === 'HTTPS') return failed('http: server gave HTTP response to HTTPS client');
	return response.status >= 200 && response.status < 400
		? SUCCESS
		: {kind: 'failure', output: `HTTP probe failed with statuscode: ${response.status}`};
}

function checkGrpc(
	{port, service = ''}: NonNullable<IProbe['grpc']>,
	runner: HookRunner,
	timeoutSeconds: number,
): CheckResult {
	const answer = runner.network.checkHealth(runner.podIP, port, service);
	// A gRPC client tries to connect until its time is over, whatever stands in the way: a closed port looks like a silent one.
	if ('failure' in answer) {
		const text = `failed to connect service "${runner.podIP}:${port}" within ${minutesAndSeconds(timeoutSeconds * 1000)}`;
		return {kind: 'failure', output: `timeout: ${text}: context deadline exceeded`};
	}
	if ('code' in answer) {
		const error = `rpc error: code = ${answer.code} desc = ${answer.message}`;
		return {kind: 'failure', output: `error: health rpc probe failed: ${error}`};
	}
	if (answer.status === 'SERVING') return SUCCESS;
	return {kind: 'failure', output: `service unhealthy (responded with "${answer.status}")`};
}

function dialError(host: string, port: number, {failure, address = host}: ConnectionFailure): string {
	if (failure === 'refused') return `dial tcp ${address}:${port}: connect: connection refused`;
	if (failure === 'timeout') return `dial tcp ${address}:${port}: i/o timeout`;
	return `dial tcp: lookup ${host} on 10.96.0.10:53: no such host`;
}

function unknownPort(port: string | number): CheckResult {
	return {kind: 'error', output: `strconv.Atoi: parsing "${port}": invalid syntax`};
}
