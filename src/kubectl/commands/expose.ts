import type {Deployment, Draft, KubeObject, Pod, ReplicationController, Service} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import type {ManifestObject} from '../manifests.ts';
import {dryRunOf} from '../output.ts';
import {FILENAME_FLAGS} from '../resources.ts';
import {refusal, visitObjects} from './failures.ts';
import {groupKind} from './kind-names.ts';
import {CHANGE_FLAGS, reportChange} from './object-changes.ts';
import {podSpecOf} from './pod-spec-change.ts';
import {RECORD_FLAG, withCause} from './record.ts';
import {selectObjects} from './selection.ts';

type ServicePort = NonNullable<Service['spec']['ports']>[number];
type Labels = Record<string, string>;

const EXPOSABLE = new Set(['ReplicationController', 'Service', 'Pod', 'Deployment', 'ReplicaSet']);
const LONGEST_NAME = 63;

export const expose: Subcommand = {
	name: 'expose',
	short: 'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service',
	usage:
		'kubectl expose (-f FILENAME | TYPE NAME) [--port=port] [--target-port=number-or-name] [--name=name] [--type=type]',
	examples: 'kubectl expose deployment web --port=80 --target-port=8080',
	flags: [
		...FILENAME_FLAGS,
		...CHANGE_FLAGS,
		RECORD_FLAG,
		{name: 'port', type: 'string', help: "Port of the Service; by default the target's"},
		{name: 'target-port', type: 'string', help: 'Port of the container, as number or name'},
		{name: 'protocol', type: 'string', help: 'TCP, UDP or SCTP'},
		{name: 'name', type: 'string', help: "Name of the Service; by default the target's"},
		{
			name: 'type',
			type: 'string',
			help: 'ClusterIP, NodePort, LoadBalancer or ExternalName',
			values: ['ClusterIP', 'NodePort', 'LoadBalancer'],
		},
		{name: 'selector', type: 'string', help: "Selector of the Service; by default the target's"},
		{name: 'labels', short: 'l', type: 'string', help: 'Labels of the Service'},
		{name: 'cluster-ip', type: 'string', help: 'Cluster IP; None makes it headless'},
		{name: 'external-ip', type: 'string', help: 'An additional external IP'},
		{name: 'load-balancer-ip', type: 'string', help: 'IP of the load balancer'},
		{name: 'session-affinity', type: 'string', help: 'None or ClientIP', values: ['None', 'ClientIP']},
	],
	*run(invocation) {
		const selection = yield* selectObjects(invocation, invocation.args, {ignoreSelector: true});
		return yield* visitObjects(selection, object => exposeObject(invocation, object));
	},
};

function* exposeObject(invocation: Invocation, object: KubeObject): Generator<Effect, void, Reply> {
	if (!EXPOSABLE.has(object.kind)) throw refusal(`cannot expose a ${groupKind(object.kind)}`);
	const draft = withCause(
		invocation,
		serviceFor(invocation, object) as unknown as ManifestObject,
	) as unknown as Draft<'Service'>;
	const dryRun = dryRunOf(invocation);
	if (dryRun === 'client') {
		const preview = {...draft, status: {loadBalancer: {}}} as unknown as KubeObject;
		yield* reportChange(invocation, preview, 'exposed');
		return;
	}
	const stored = {...draft, metadata: {...draft.metadata, namespace: invocation.namespace}};
	const created = invocation.cluster.api.create<'Service'>(stored, {
		dryRun: dryRun === 'server',
		fieldManager: invocation.fieldManager,
	});
	yield* reportChange(invocation, created, 'exposed');
}

function serviceFor({flags}: Invocation, object: KubeObject): Draft<'Service'> {
	const selector = flags.string('selector') ? parseLabels(flags.string('selector')) : selectorOf(object);
	const ports = portsFor(flags.string('port'), flags.string('cluster-ip') === 'None', object);
	const labels = flags.string('labels') ? parseLabels(flags.string('labels')) : object.metadata.labels;
	const affinity = flags.string('session-affinity');
	if (affinity && affinity !== 'None' && affinity !== 'ClientIP')
		throw refusal(`unknown session affinity: ${affinity}`);
	const targetPort = flags.string('target-port');
	const type = flags.string('type');
	return {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {
			...(labels && Object.keys(labels).length > 0 && {labels}),
			name: flags.string('name') || object.metadata.name.slice(0, LONGEST_NAME),
			...(flags.given('namespace') && {namespace: flags.string('namespace')}),
		},
		spec: {
			...(flags.string('cluster-ip') && {clusterIP: flags.string('cluster-ip')}),
			...(flags.string('external-ip') && {externalIPs: [flags.string('external-ip')]}),
			...(type === 'LoadBalancer' &&
				flags.string('load-balancer-ip') && {loadBalancerIP: flags.string('load-balancer-ip')}),
			ports: ports.map(port => ({
				...port,
				protocol: (flags.string('protocol') || port.protocol) as ServicePort['protocol'],
				targetPort: targetPort === '' ? port.port : /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort,
			})),
			selector,
			...(affinity && {sessionAffinity: affinity as 'None'}),
			...(type && {type: type as 'ClusterIP'}),
		},
	};
}

function selectorOf(object: KubeObject): Labels {
	const fail = (reason: string) =>
		refusal(`couldn't retrieve selectors via --selector flag or introspection: ${reason}`);
	switch (object.kind) {
		case 'Pod': {
			const labels = object.metadata.labels;
			if (!labels || Object.keys(labels).length === 0) throw fail('the pod has no labels and cannot be exposed');
			return labels;
		}
		case 'Service': {
			const {selector} = (object as Service).spec;
			if (!selector) throw fail('the service has no pod selector set');
			return selector;
		}
		case 'ReplicationController':
			return (object as ReplicationController).spec.selector ?? {};
		default: {
			const {matchExpressions, matchLabels} = (object as Deployment).spec.selector;
			const what = object.kind === 'Deployment' ? 'deployment' : 'replica set';
			if (!matchLabels || Object.keys(matchLabels).length === 0)
				throw fail(`invalid ${what}: no selectors, therefore cannot be exposed`);
			if (matchExpressions?.length) {
				const expressions = matchExpressions.map(({key, operator, values}) => {
					return `{Key:${key} Operator:${operator} Values:[${(values ?? []).join(' ')}]}`;
				});
				throw fail(`couldn't convert expressions - "[${expressions.join(' ')}]" to map-based selector format`);
			}
			return matchLabels;
		}
	}
}

// Without --port the ports of the containers are taken; several of them get names.
function portsFor(port: string, headless: boolean, object: KubeObject): ServicePort[] {
	const known = knownPorts(object);
	const wanted = port === '' ? [...new Set(known.map(candidate => String(candidate.port)))] : port.split(',');
	if (wanted.length === 0 && !headless) throw refusal("couldn't find port via --port flag or introspection");
	return wanted.flatMap((text, index) => {
		if (!/^[+-]?\d+$/.test(text)) throw refusal(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
		const protocols = known.filter(candidate => String(candidate.port) === text).map(({protocol}) => protocol);
		if (protocols.length > 1)
			return protocols.map(protocol => ({
				name: `port-${index + 1}-${protocol.toLowerCase()}`,
				port: Number(text),
				protocol: protocol as ServicePort['protocol'],
			}));
		return {
			...(wanted.length > 1 && {name: `port-${index + 1}`}),
			port: Number(text),
			protocol: (protocols[0] ?? 'TCP') as ServicePort['protocol'],
		};
	});
}

function knownPorts(object: KubeObject): {port: number; protocol: string}[] {
	if (object.kind === 'Service')
		return ((object as Service).spec.ports ?? []).map(({port, protocol}) => ({port, protocol: protocol ?? 'TCP'}));
	const containers = (podSpecOf(object) as Pod['spec'] | undefined)?.containers ?? [];
	return containers.flatMap(({ports}) =>
		(ports ?? []).map(({containerPort, protocol}) => ({port: containerPort, protocol: protocol ?? 'TCP'})),
	);
}

function parseLabels(text: string): Labels {
	const pairs = text.split(',').map(pair => {
		const [key, value, ...rest] = pair.split('=');
		if (value === undefined || rest.length > 0) throw refusal(`unexpected label spec: ${pair}`);
		if (!key) throw refusal('unexpected empty label key');
		return [key, value] as const;
	});
	return Object.fromEntries(pairs);
}
