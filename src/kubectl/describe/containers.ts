import type {Pod} from '../../cluster/objects.ts';
import {describeEnvironment} from './container-environment.ts';
import {type Description, formatLongTime, sortedKeys} from './description.ts';

export type Container = Pod['spec']['containers'][number];
export type ContainerStatus = NonNullable<Pod['status']['containerStatuses']>[number];
type ContainerState = NonNullable<ContainerStatus['state']>;
type Probe = NonNullable<Container['livenessProbe']>;

/** Where the containers stand: in a Pod (with statuses), or in a Pod template, which is indented further. */
export interface ContainerPlace {
	readonly pod?: Pod;
	readonly statuses?: readonly ContainerStatus[];
	readonly template?: boolean;
}

/** The sections `Containers` and `Init Containers`. */
export function describeContainers(
	description: Description,
	title: string,
	containers: readonly Container[],
	place: ContainerPlace,
): void {
	description.line(place.template ? 1 : 0, `${title}:${containers.length === 0 ? ' <none>' : ''}`);
	for (const container of containers) {
		const status = place.statuses?.find(({name}) => name === container.name);
		describeBasics(description, container, status, place);
		describeCommand(description, 'Command', container.command);
		describeCommand(description, 'Args', container.args);
		if (status) describeStatus(description, status);
		describeResources(description, container.resources, 2);
		describeProbes(description, container);
		describeEnvironment(description, container, place.pod);
		describeMounts(description, container);
	}
}

/** `Limits` and `Requests` of a container or a Pod. */
export function describeResources(description: Description, resources: Container['resources'], level: number): void {
	for (const [title, list] of [
		['Limits', resources?.limits],
		['Requests', resources?.requests],
	] as const) {
		const names = sortedKeys(list);
		if (names.length > 0) description.line(level, `${title}:`);
		for (const name of names) description.field(name, list![name], level + 1);
	}
}

/** `http-get http://:80/healthz delay=0s timeout=1s period=1s #success=1 #failure=3` */
function formatProbe(probe: Probe): string {
	const timing =
		`delay=${probe.initialDelaySeconds ?? 0}s timeout=${probe.timeoutSeconds ?? 0}s period=${probe.periodSeconds ?? 0}s ` +
		`#success=${probe.successThreshold ?? 0} #failure=${probe.failureThreshold ?? 0}`;
	if (probe.exec) return `exec [${(probe.exec.command ?? []).join(' ')}] ${timing}`;
	if (probe.httpGet) {
		const {scheme = 'HTTP', host = '', port, path = ''} = probe.httpGet;
		const separator = path === '' || path.startsWith('/') ? '' : '/';
		return `http-get ${scheme.toLowerCase()}://${host}:${port}${separator}${path} ${timing}`;
	}
	if (probe.tcpSocket) return `tcp-socket ${probe.tcpSocket.host ?? ''}:${probe.tcpSocket.port} ${timing}`;
	if (probe.grpc) return `grpc <pod>:${probe.grpc.port} ${probe.grpc.service ?? ''} ${timing}`;
	return `unknown ${timing}`;
}

function describeBasics(
	description: Description,
	container: Container,
	status: ContainerStatus | undefined,
	place: ContainerPlace,
): void {
	description.line(1, `${place.template ? ' ' : ''}${container.name}:`);
	if (status) description.field('Container ID', status.containerID, 2);
	description.field('Image', container.image, 2);
	if (status) description.field('Image ID', status.imageID, 2);
	describePorts(description, 'Port', container, port => port.containerPort);
	describePorts(description, 'Host Port', container, port => port.hostPort ?? 0);
	const seccomp = container.securityContext?.seccompProfile;
	if (seccomp) description.field('SeccompProfile', seccomp.type, 2);
	if (seccomp?.type === 'Localhost') description.field('LocalhostProfile', seccomp.localhostProfile, 3);
}

function describePorts(
	description: Description,
	title: string,
	container: Container,
	numberOf: (port: NonNullable<Container['ports']>[number]) => number,
): void {
	const ports = (container.ports ?? []).map(
		port => `${numberOf(port)}/${port.protocol ?? 'TCP'}${port.name ? ` (${port.name})` : ''}`,
	);
	description.field(ports.length > 1 ? `${title}s` : title, ports.join(', ') || '<none>', 2);
}

function describeCommand(description: Description, title: string, words: readonly string[] | undefined): void {
	if (!words?.length) return;
	description.line(2, `${title}:`);
	for (const word of words) for (const line of word.split('\n')) description.line(3, line);
}

function describeStatus(description: Description, status: ContainerStatus): void {
	describeState(description, 'State', status.state ?? {});
	if (status.lastState?.terminated) describeState(description, 'Last State', status.lastState);
	description.field('Ready', status.ready ? 'True' : 'False', 2).field('Restart Count', status.restartCount, 2);
}

function describeState(description: Description, title: string, {running, terminated, waiting}: ContainerState): void {
	if (running) {
		description.field(title, 'Running', 2).field('Started', formatLongTime(running.startedAt), 3);
	} else if (terminated && !waiting) {
		description.field(title, 'Terminated', 2);
		if (terminated.reason) description.field('Reason', terminated.reason, 3);
		if (terminated.message) description.field('Message', terminated.message, 3);
		description.field('Exit Code', terminated.exitCode, 3);
		if (terminated.signal) description.field('Signal', terminated.signal, 3);
		description
			.field('Started', formatLongTime(terminated.startedAt), 3)
			.field('Finished', formatLongTime(terminated.finishedAt), 3);
	} else {
		description.field(title, 'Waiting', 2);
		if (waiting?.reason) description.field('Reason', waiting.reason, 3);
	}
}

function describeProbes(description: Description, container: Container): void {
	if (container.livenessProbe) description.field('Liveness', formatProbe(container.livenessProbe), 2);
	if (container.readinessProbe) description.field('Readiness', formatProbe(container.readinessProbe), 2);
	if (container.startupProbe) description.field('Startup', formatProbe(container.startupProbe), 2);
}

function describeMounts(description: Description, container: Container): void {
	const mounts = [...(container.volumeMounts ?? [])].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1));
	if (mounts.length === 0) description.field('Mounts', '<none>', 2);
	else description.line(2, 'Mounts:');
	for (const mount of mounts) {
		const subPath = mount.subPath ? `,path=${JSON.stringify(mount.subPath)}` : '';
		description.line(3, `${mount.mountPath} from ${mount.name} (${mount.readOnly ? 'ro' : 'rw'}${subPath})`);
	}
	if (!container.volumeDevices?.length) return;
	description.line(2, mounts.length === 0 ? 'Devices:\t<none>' : 'Devices:');
	for (const device of [...container.volumeDevices].sort((a, b) => (a.devicePath < b.devicePath ? -1 : 1)))
		description.line(3, `${device.devicePath} from ${device.name}`);
}
