import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, notSupported, required} from '../field-error.ts';
import {httpHeaderName, nonNegative, portNumber, portNumberOrName} from './field-checks.ts';
import type {Container, HttpGetAction, Lifecycle, LifecycleHandler, PodSpec, Probe} from './pod-types.ts';

/** Problems of the three probes of a container, in the order of Kubernetes. */
export function validateProbes(container: Container, path: string): FieldError[] {
	const {livenessProbe, readinessProbe, startupProbe} = container;
	const errors: FieldError[] = [];
	if (livenessProbe)
		errors.push(
			...validateProbe(livenessProbe, `${path}.livenessProbe`),
			...once(livenessProbe, `${path}.livenessProbe`),
		);
	if (readinessProbe) {
		const at = `${path}.readinessProbe`;
		errors.push(...validateProbe(readinessProbe, at));
		const grace = readinessProbe.terminationGracePeriodSeconds;
		if (grace !== undefined) {
			const text = 'must not be set for readinessProbes';
			errors.push(invalid(`${at}.terminationGracePeriodSeconds`, grace, text));
		}
	}
	if (startupProbe)
		errors.push(...validateProbe(startupProbe, `${path}.startupProbe`), ...once(startupProbe, `${path}.startupProbe`));
	return errors;
}

/** Problems of the hooks of a container. @param gracePeriodSeconds of the Pod; limits how long a hook may sleep */
export function validateLifecycle(
	{postStart, preStop, stopSignal}: Lifecycle,
	spec: PodSpec,
	path: string,
): FieldError[] {
	const grace = spec.terminationGracePeriodSeconds;
	const errors: FieldError[] = [];
	if (postStart) errors.push(...validateHandler(postStart, `${path}.postStart`, grace));
	if (preStop) errors.push(...validateHandler(preStop, `${path}.preStop`, grace));
	if (stopSignal && !spec.os) {
		errors.push(forbidden(`${path}.stopSignal`, 'may not be set for containers with empty `spec.os.name`'));
	}
	return errors;
}

function validateProbe(probe: Probe, path: string): FieldError[] {
	const grace = probe.terminationGracePeriodSeconds;
	return [
		...validateHandler(probe, path),
		...nonNegative(`${path}.initialDelaySeconds`, probe.initialDelaySeconds),
		...nonNegative(`${path}.timeoutSeconds`, probe.timeoutSeconds),
		...nonNegative(`${path}.periodSeconds`, probe.periodSeconds),
		...nonNegative(`${path}.successThreshold`, probe.successThreshold),
		...nonNegative(`${path}.failureThreshold`, probe.failureThreshold),
		...(grace !== undefined && grace <= 0
			? [invalid(`${path}.terminationGracePeriodSeconds`, grace, 'must be greater than 0')]
			: []),
	];
}

function once({successThreshold}: Probe, path: string): FieldError[] {
	return successThreshold === 1 ? [] : [invalid(`${path}.successThreshold`, successThreshold, 'must be 1')];
}

// Exactly one way to act; further ones are refused without looking into them.
function validateHandler(
	handler: Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> & Pick<LifecycleHandler, 'sleep'>,
	path: string,
	gracePeriodSeconds?: number,
): FieldError[] {
	const {exec, httpGet, tcpSocket, grpc, sleep} = handler;
	const actions: [name: string, problems: () => FieldError[]][] = [];
	if (exec) actions.push(['exec', () => (exec.command?.length ? [] : [required(`${path}.exec.command`)])]);
	if (httpGet) actions.push(['httpGet', () => validateHttpGet(httpGet, `${path}.httpGet`)]);
	if (tcpSocket) actions.push(['tcpSocket', () => portNumberOrName(`${path}.tcpSocket.port`, tcpSocket.port)]);
	if (grpc) actions.push(['grpc', () => portNumber(`${path}.grpc.port`, grpc.port)]);
	if (sleep) actions.push(['sleep', () => validateSleep(sleep.seconds, `${path}.sleep`, gracePeriodSeconds)]);
	const [first, ...others] = actions;
	if (!first) return [required(path, 'must specify a handler type')];
	const surplus = others.map(([name]) => forbidden(`${path}.${name}`, 'may not specify more than 1 handler type'));
	return [...first[1](), ...surplus];
}

function validateHttpGet({path: urlPath, port, scheme, httpHeaders}: HttpGetAction, path: string): FieldError[] {
	return [
		...(urlPath ? [] : [required(`${path}.path`)]),
		...portNumberOrName(`${path}.port`, port),
		...(scheme === 'HTTP' || scheme === 'HTTPS' ? [] : [notSupported(`${path}.scheme`, scheme, ['HTTP', 'HTTPS'])]),
		...(httpHeaders ?? []).flatMap(header => httpHeaderName(`${path}.httpHeaders`, header.name)),
	];
}

function validateSleep(seconds: number, path: string, gracePeriodSeconds: number | undefined): FieldError[] {
	if (gracePeriodSeconds === undefined || (seconds >= 0 && seconds <= gracePeriodSeconds)) return [];
	const text = `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriodSeconds})`;
	return [invalid(path, seconds, text)];
}
