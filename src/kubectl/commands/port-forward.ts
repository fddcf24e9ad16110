import {keyOf, type Pod, type Service} from '../../cluster/objects.ts';
import {print} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {refusal, usageError} from './failures.ts';
import {selectOne} from './selection.ts';
import {podsBehind} from './target-pod.ts';

const DEFAULT_POD_TIMEOUT_MS = 60_000;

interface Forwarding {
	readonly local: number;
	readonly remote: number;
}

/** Serves ports of the learner's machine while it runs; each request goes to one Pod, past Services and readiness, as in reality. */
export const portForward: Subcommand = {
	name: 'port-forward',
	short: 'Forward one or more local ports to a pod',
	usage: 'kubectl port-forward TYPE/NAME [LOCAL_PORT:]REMOTE_PORT [...]',
	examples: 'kubectl port-forward pod/web 8080:80\nkubectl port-forward service/web 8080:80 &',
	flags: [
		{name: 'address', type: 'strings', default: 'localhost', help: 'Addresses to listen on'},
		{
			name: 'pod-running-timeout',
			type: 'duration',
			default: DEFAULT_POD_TIMEOUT_MS,
			help: 'How long to wait for a Pod',
		},
	],
	*run(invocation) {
		const {args, cluster, flags, process} = invocation;
		if (args.length < 2) throw usageError('port-forward', 'TYPE/NAME and list of ports are required for port-forward');
		const [target, ...texts] = args as [string, ...string[]];
		const object = selectOne(invocation, target);
		const [pod] = yield* podsBehind(invocation, object, flags.duration('pod-running-timeout'), 'cannot attach to');
		const service = object.kind === 'Service' ? (object as Service) : undefined;
		const forwardings = texts.map(text => parseForwarding(text, service, pod!));
		if (pod!.status.phase !== 'Running')
			throw refusal(`unable to forward port because pod is not running. Current status=${pod!.status.phase}`);
		const requests: string[] = [];
		const stops: (() => void)[] = [];
		try {
			for (const forwarding of forwardings) {
				const stop = listen(invocation, pod!, forwarding, requests);
				if (!stop) throw portTaken(forwarding);
				stops.push(stop);
				yield* print(`Forwarding from 127.0.0.1:${forwarding.local} -> ${forwarding.remote}\n`);
				yield* print(`Forwarding from [::1]:${forwarding.local} -> ${forwarding.remote}\n`);
			}
			while (cluster.store.get('Pod', keyOf(pod!))?.metadata.uid === pod!.metadata.uid) {
				yield* print(requests.splice(0).join(''));
				yield {kind: 'wait', on: [cluster.changed], untilMs: process.machine.now() + 1000};
			}
			throw new CommandError('error: lost connection to pod');
		} finally {
			for (const stop of stops) stop();
		}
	},
};

// `8080:80`, `80` for both, `:80` for any free local port. A Service's port stands for the container's.
function parseForwarding(text: string, service: Service | undefined, pod: Pod): Forwarding {
	const [local, remote = local] = text.split(':') as [string, string | undefined];
	if (remote === '') throw refusal('remote port cannot be empty');
	const target = service ? servicePort(service, remote!, pod) : podPort(pod, remote!);
	if (!Number.isInteger(target)) throw refusal(`Pod '${pod.metadata.name}' does not have a named port '${remote}'`);
	const localPort = local === '' ? 30_000 + (target % 10_000) : /^\d+$/.test(local) ? Number(local) : target;
	return {local: localPort, remote: target};
}

function servicePort(service: Service, text: string, pod: Pod): number {
	const port = service.spec.ports?.find(candidate => String(candidate.port) === text || candidate.name === text);
	if (!port) throw refusal(`Service ${service.metadata.name} does not have a service port ${text}`);
	return podPort(pod, String(port.targetPort ?? port.port));
}

function podPort(pod: Pod, text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	const ports = pod.spec.containers.flatMap(container => container.ports ?? []);
	return ports.find(({name}) => name === text)?.containerPort ?? Number.NaN;
}

function listen({cluster, process}: Invocation, pod: Pod, {local, remote}: Forwarding, requests: string[]) {
	return process.machine.network?.listen(local, request => {
		requests.push(`Handling connection for ${local}\n`);
		const host = pod.status.podIP ?? '';
		const answer = cluster.network().http({...request, host, port: remote});
		if (!('failure' in answer)) return answer;
		return {status: 502, headers: {}, body: ''};
	});
}

function portTaken({local, remote}: Forwarding): CommandError {
	const errors = ['tcp4 127.0.0.1', 'tcp6 [::1]'].map(
		address => `unable to create listener: Error listen ${address}:${local}: bind: address already in use`,
	);
	return new CommandError(
		`Unable to listen on port ${local}: Listeners failed to create with the following errors: [${errors.join(' ')}]\n` +
			`error: unable to listen on any of the requested ports: [{${local} ${remote}}]`,
	);
}
