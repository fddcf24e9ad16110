import type {Flag, Invocation, Subcommand} from '../command.ts';
import type {ManifestObject} from '../manifests.ts';
import {generatorCommand} from './create-generator.ts';
import {refusal} from './failures.ts';

const TCP_FLAG: Flag = {name: 'tcp', type: 'strings', help: 'PORT or PORT:TARGETPORT; may be repeated'};

const createClusterIp = serviceCommand('clusterip', 'ClusterIP', 'Create a ClusterIP service', [
	TCP_FLAG,
	{name: 'clusterip', type: 'string', help: 'An address of your own, or None for a headless Service'},
]);

const createNodePort = serviceCommand('nodeport', 'NodePort', 'Create a NodePort service', [
	TCP_FLAG,
	{name: 'node-port', type: 'int', default: 0, help: 'The port on every node'},
]);

const createLoadBalancer = serviceCommand('loadbalancer', 'LoadBalancer', 'Create a LoadBalancer service', [TCP_FLAG]);

const createExternalName = serviceCommand('externalname', 'ExternalName', 'Create an ExternalName service', [
	TCP_FLAG,
	{name: 'external-name', type: 'string', required: true, help: 'The DNS name that the Service stands for'},
]);

export const createService: Subcommand = {
	name: 'service',
	aliases: ['svc'],
	short: 'Create a service using a specified subcommand',
	usage: 'kubectl create service (clusterip | externalname | loadbalancer | nodeport)',
	flags: [],
	subcommands: [createClusterIp, createExternalName, createLoadBalancer, createNodePort],
};

function serviceCommand(name: string, type: string, short: string, flags: readonly Flag[]): Subcommand {
	return generatorCommand({
		path: `service ${name}`,
		short,
		usage: `kubectl create service ${name} NAME [--tcp=port:targetPort]`,
		examples: `kubectl create service ${name} web --tcp=80:8080`,
		flags,
		failurePrefix: `failed to create ${type} service: `,
		emptyFields: {status: {loadBalancer: {}}},
		build: (invocation, serviceName) => serviceOf(invocation, serviceName, type),
	});
}

function serviceOf({flags}: Invocation, name: string, type: string): ManifestObject {
	const tcp = flags.strings('tcp');
	const clusterIP = flags.string('clusterip');
	const externalName = flags.string('external-name');
	if (clusterIP !== 'None' && tcp.length === 0 && type !== 'ExternalName')
		throw refusal('at least one tcp port specifier must be provided');
	if (
		type === 'ExternalName' &&
		!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(externalName)
	)
		throw refusal(`invalid service external name ${externalName}`);
	const nodePort = flags.number('node-port');
	const ports = tcp.map(text => ({
		name: text.replaceAll(':', '-'),
		...(nodePort !== 0 && {nodePort}),
		...portsOf(text),
		protocol: 'TCP',
	}));
	return {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {labels: {app: name}, name},
		spec: {
			...(clusterIP && {clusterIP}),
			...(externalName && {externalName}),
			...(ports.length > 0 && {ports}),
			selector: {app: name},
			type,
		},
	};
}

function portsOf(text: string): {port: number; targetPort: number | string} {
	const [first = '', second] = text.split(':');
	if (!/^[+-]?\d+$/.test(first)) throw refusal(`strconv.ParseUint: parsing ${JSON.stringify(first)}: invalid syntax`);
	const port = Number(first);
	if (port > 65_535) throw refusal(`strconv.ParseUint: parsing ${JSON.stringify(first)}: value out of range`);
	if (port < 0) throw refusal(`strconv.ParseUint: parsing ${JSON.stringify(first)}: invalid syntax`);
	if (second === undefined) return {port, targetPort: port};
	if (/^[+-]?\d+$/.test(second)) {
		const targetPort = Number(second);
		if (targetPort < 1 || targetPort > 65_535) throw refusal('must be between 1 and 65535, inclusive');
		return {port, targetPort};
	}
	const problems = portNameProblems(second);
	if (problems.length > 0) throw refusal(problems.join(','));
	return {port, targetPort: second};
}

function portNameProblems(name: string): string[] {
	const problems: string[] = [];
	if (name.length > 15) problems.push('must be no more than 15 characters');
	if (!/^[-a-z0-9]+$/.test(name))
		problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
	if (!/[a-z]/.test(name)) problems.push('must contain at least one letter (a-z)');
	if (name.includes('--')) problems.push('must not contain consecutive hyphens');
	if (name.startsWith('-') || name.endsWith('-')) problems.push('must not begin or end with a hyphen');
	return problems;
}
