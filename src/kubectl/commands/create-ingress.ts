import type {Json} from '../../cluster/api.ts';
import type {Invocation} from '../command.ts';
import type {ManifestObject} from '../manifests.ts';
import {generatorCommand} from './create-generator.ts';
import {refusal} from './failures.ts';

/** host/path=service:port[,tls[=secret]] */
const RULE = /^([^/]*)\/([^=]*)=([^=:]+):([^,]+)(,(tls(=.*)?|=.*))?$/;

/** Ingresses aren't simulated; what `--dry-run=client` prints is made by kubectl alone. */
export const createIngress = generatorCommand({
	path: 'ingress',
	aliases: ['ing'],
	short: 'Create an ingress with the specified name',
	usage: 'kubectl create ingress NAME --rule=host/path=service:port[,tls[=secret]]',
	examples: "kubectl create ingress web --rule='web.example.com/*=web:80' --dry-run=client -o yaml",
	flags: [
		{name: 'class', type: 'string', help: 'The ingress class'},
		{
			name: 'rule',
			type: 'array',
			help: 'host/path=service:port[,tls[=secret]]; a * at the end of the path means a prefix',
		},
		{name: 'default-backend', type: 'string', help: 'Where everything else goes, service:port'},
		{name: 'annotation', type: 'array', help: 'An annotation, KEY=VALUE'},
	],
	failurePrefix: 'failed to create ingress: ',
	emptyFields: {status: {loadBalancer: {}}},
	build: ingressOf,
});

interface Rule {
	readonly host: string;
	readonly path: string;
	readonly backend: string;
	/** The secret, '' for none; undefined without TLS. */
	readonly tls: string | undefined;
}

function ingressOf({flags}: Invocation, name: string): ManifestObject {
	const backend = flags.string('default-backend');
	if (backend === '' && flags.strings('rule').length === 0)
		throw refusal(
			'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) ' +
				'or a list of rules (which catch specific paths)',
		);
	const rules = flags.strings('rule').map(readRule);
	const annotations = Object.fromEntries(flags.strings('annotation').map(readAnnotation));
	if (backend !== '' && backend.split(':').length !== 2)
		throw refusal('default-backend should be in format servicename:serviceport');
	const [tls, hosts] = [tlsOf(rules), rulesOf(rules)];
	return {
		apiVersion: 'networking.k8s.io/v1',
		kind: 'Ingress',
		metadata: {...(Object.keys(annotations).length > 0 && {annotations}), name},
		spec: {
			...(backend && {defaultBackend: backendOf(backend)}),
			...(flags.string('class') && {ingressClassName: flags.string('class')}),
			...(hosts.length > 0 && {rules: hosts}),
			...(tls.length > 0 && {tls}),
		},
	};
}

function readRule(text: string): Rule {
	const match = RULE.exec(text);
	if (!match) throw refusal(`rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`);
	const [, host = '', path = '', service, port, tls] = match;
	return {host, path: `/${path}`, backend: `${service}:${port}`, tls: tls && (tls.split('=')[1] ?? '')};
}

function readAnnotation(text: string): readonly [string, string] {
	const equals = text.indexOf('=');
	if (equals < 0) throw refusal(`annotation ${text} is invalid and should be in format key=[value]`);
	return [text.slice(0, equals), text.slice(equals + 1)];
}

// Paths of the same host share a rule.
function rulesOf(rules: readonly Rule[]): Json[] {
	const hosts = new Map<string, Json[]>();
	for (const {host, path, backend} of rules) {
		const isPrefix = path.endsWith('*');
		const shown = {
			backend: backendOf(backend),
			path: isPrefix ? path.slice(0, -1) : path,
			pathType: isPrefix ? 'Prefix' : 'Exact',
		};
		hosts.set(host, [...(hosts.get(host) ?? []), shown]);
	}
	return [...hosts].map(([host, paths]) => ({...(host && {host}), http: {paths}}));
}

// A host appears once; hosts of the same secret share an entry.
function tlsOf(rules: readonly Rule[]): Json[] {
	const hosts = new Map<string, string>();
	for (const {host, tls} of rules) if (tls !== undefined && !hosts.has(host)) hosts.set(host, tls);
	const secrets = new Map<string, string[]>();
	for (const [host, secret] of hosts) secrets.set(secret, [...(secrets.get(secret) ?? []), ...(host ? [host] : [])]);
	return [...secrets]
		.filter(([secret, names]) => secret !== '' || names.length > 0)
		.map(([secretName, names]) => ({...(names.length > 0 && {hosts: names}), ...(secretName && {secretName})}));
}

function backendOf(text: string): Json {
	const [name = '', port = ''] = text.split(':');
	return {service: {name, port: /^\d+$/.test(port) ? {number: Number(port)} : {name: port}}};
}
