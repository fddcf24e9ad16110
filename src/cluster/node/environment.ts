import type {IContainer} from 'kubernetes-models/v1/Container';
import type {IEnvVarSource} from 'kubernetes-models/v1/EnvVarSource';
import type {Node, Pod} from '../objects.ts';
import {quantityValue} from '../quantity.ts';
import type {Store} from '../store.ts';
import {fromBase64} from './base64.ts';
import {serviceVariables} from './service-variables.ts';

/** A container can't be created as it is configured; the message is what `CreateContainerConfigError` shows. */
export class ContainerConfigError extends Error {}

/** Where values of variables come from. */
export interface EnvironmentSource {
	readonly pod: Pod;
	readonly store: Store;
	readonly node?: Node;
	readonly podIP: string;
	readonly hostIP: string;
}

/** The variables of a container, in the order in which a shell would list them. Throws ContainerConfigError. */
export function containerEnvironment(
	container: IContainer,
	imageVariables: Readonly<Record<string, string>>,
	source: EnvironmentSource,
): Map<string, string> {
	const {pod, store} = source;
	const services = serviceVariables(pod, store);
	const declared = new Map<string, string>();
	for (const {configMapRef, secretRef, prefix = ''} of container.envFrom ?? []) {
		const data = configMapRef
			? configMapData(source, configMapRef.name ?? '', configMapRef.optional)
			: secretData(source, secretRef?.name ?? '', secretRef?.optional);
		for (const key of Object.keys(data ?? {}).sort()) declared.set(prefix + key, data![key]!);
	}
	for (const {name, value, valueFrom} of container.env ?? []) {
		const text = value
			? expand(value, declared, services)
			: valueFrom
				? resolveSource(valueFrom, container, source)
				: '';
		if (text !== undefined) declared.set(name, text);
	}
	const result = new Map<string, string>();
	for (const name in imageVariables) result.set(name, imageVariables[name]!);
	result.set('HOSTNAME', pod.spec.hostname || pod.metadata.name);
	for (const [name, value] of services) result.set(name, value);
	for (const [name, value] of declared) result.set(name, value);
	return result;
}

/** Replaces `$(NAME)` by known variables; `$$` is an escaped `$`, an unknown reference stays as it is. */
export function expand(text: string, ...variables: ReadonlyMap<string, string>[]): string {
	if (!text.includes('$')) return text;
	return text.replace(/\$\$|\$\(([^()]*)\)/g, (match, name?: string) => {
		if (name === undefined) return '$';
		for (const known of variables) if (known.has(name)) return known.get(name)!;
		return match;
	});
}

/** A field of the Pod for the downward API; `metadata.labels` as a whole gives `key="value"` lines. */
export function podField(path: string, {pod, podIP, hostIP}: EnvironmentSource): string {
	const subscript = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path);
	if (subscript) return pod.metadata[subscript[1] as 'labels' | 'annotations']?.[subscript[2]!] ?? '';
	switch (path) {
		case 'metadata.name':
			return pod.metadata.name;
		case 'metadata.namespace':
			return pod.metadata.namespace ?? '';
		case 'metadata.uid':
			return pod.metadata.uid;
		case 'metadata.labels':
			return formatMap(pod.metadata.labels);
		case 'metadata.annotations':
			return formatMap(pod.metadata.annotations);
		case 'spec.nodeName':
			return pod.spec.nodeName ?? '';
		case 'spec.serviceAccountName':
			return pod.spec.serviceAccountName ?? 'default';
		case 'status.hostIP':
		case 'status.hostIPs':
			return hostIP;
		case 'status.podIP':
		case 'status.podIPs':
			return podIP;
		default:
			return '';
	}
}

/** A request or limit of a container in units of the divisor, rounded up. Without a limit it is what the node has. */
export function containerResource(
	reference: {readonly resource: string; readonly divisor?: string | number},
	container: IContainer,
	node: Node | undefined,
): string {
	const [list = '', ...rest] = reference.resource.split('.');
	const name = rest.join('.');
	const {limits, requests} = (container.resources ?? {}) as Record<string, Record<string, string> | undefined>;
	const whole = (node?.status.allocatable as Record<string, string> | undefined)?.[name];
	const given = list === 'limits' ? (limits?.[name] ?? whole) : requests?.[name];
	const divisor = quantityValue(String(reference.divisor ?? '1')) || 1;
	return String(Math.ceil(quantityValue(given ?? '0') / divisor));
}

/** Values of a ConfigMap. Throws ContainerConfigError with the kubelet's text when it is missing and not optional. */
export function configMapData(
	{pod, store}: Pick<EnvironmentSource, 'pod' | 'store'>,
	name: string,
	optional?: boolean,
): Record<string, string> | undefined {
	const configMap = store.get('ConfigMap', `${pod.metadata.namespace}/${name}`);
	if (!configMap) {
		if (optional) return undefined;
		throw new ContainerConfigError(`configmap "${name}" not found`);
	}
	const binary = Object.entries(configMap.binaryData ?? {}).map(([key, value]) => [key, fromBase64(value)] as const);
	return {...configMap.data, ...Object.fromEntries(binary)};
}

/** Values of a Secret, decoded. Throws ContainerConfigError with the kubelet's text when it is missing and not optional. */
export function secretData(
	{pod, store}: Pick<EnvironmentSource, 'pod' | 'store'>,
	name: string,
	optional?: boolean,
): Record<string, string> | undefined {
	const secret = store.get('Secret', `${pod.metadata.namespace}/${name}`);
	if (!secret) {
		if (optional) return undefined;
		throw new ContainerConfigError(`secret "${name}" not found`);
	}
	return Object.fromEntries(Object.entries(secret.data ?? {}).map(([key, value]) => [key, fromBase64(value)]));
}

function resolveSource(from: IEnvVarSource, container: IContainer, source: EnvironmentSource): string | undefined {
	const {pod} = source;
	if (from.fieldRef) return podField(from.fieldRef.fieldPath, source);
	if (from.resourceFieldRef) {
		const of = from.resourceFieldRef.containerName;
		const owner = of ? (pod.spec.containers.find(({name}) => name === of) ?? container) : container;
		return containerResource(from.resourceFieldRef, owner, source.node);
	}
	const reference = from.configMapKeyRef ?? from.secretKeyRef;
	if (!reference) return '';
	const {name = '', key, optional} = reference;
	const data = from.configMapKeyRef ? configMapData(source, name, optional) : secretData(source, name, optional);
	if (data && Object.hasOwn(data, key)) return data[key];
	if (optional) return undefined;
	const kind = from.configMapKeyRef ? 'ConfigMap' : 'Secret';
	throw new ContainerConfigError(`couldn't find key ${key} in ${kind} ${pod.metadata.namespace}/${name}`);
}

function formatMap(map: {readonly [name: string]: string} | undefined): string {
	return Object.keys(map ?? {})
		.sort()
		.map(name => `${name}=${JSON.stringify(map![name])}`)
		.join('\n');
}
