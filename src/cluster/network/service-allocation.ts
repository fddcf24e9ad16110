import type {FieldError} from '../api-error.ts';
import {isIpv4, isIpv6} from '../core/field-checks.ts';
import {invalid} from '../field-error.ts';
import type {KindContext} from '../kind.ts';
import {keyOf, type Service} from '../objects.ts';
import {NODE_PORTS, ServiceAddresses} from './service-addresses.ts';
import {isExternallyAccessible, needsClusterIp, needsNodePort} from './service-type.ts';
import {validateClusterIps} from './service-validation.ts';

/** Gives a new Service, or one of a new type, the addresses that it needs and did not ask for. Mutates it. */
export function allocateAddresses(service: Service, context: KindContext): void {
	const {spec} = service;
	if (spec.clusterIP && !spec.clusterIPs?.length) spec.clusterIPs = [spec.clusterIP];
	initIpFamilies(service);
	const addresses = ServiceAddresses.of(context.store);
	if (spec.type !== 'ExternalName' && !spec.clusterIPs?.length && spec.ipFamilies?.[0] === 'IPv4') {
		const ip = addresses.freeIp(seedOf(service));
		if (ip) {
			spec.clusterIP = ip;
			spec.clusterIPs = [ip];
		}
	}
	allocateNodePorts(service, addresses);
}

/** Why the addresses that a Service asks for can't be given to it. Kubernetes stops at the first of these. */
export function allocationProblems(
	service: Service,
	previous: Service | undefined,
	context: KindContext,
): FieldError[] {
	const {spec} = service;
	if (spec.type === 'ExternalName') return [];
	const unfit = validateClusterIps(service);
	if (unfit.length > 0) return unfit;
	const families = ipFamilyProblems(service);
	if (families.length > 0) return families;
	const addresses = ServiceAddresses.of(context.store);
	if (!previous || previous.spec.type === 'ExternalName') {
		const refused = (spec.clusterIPs ?? []).map(ip => ipProblem(ip, service, addresses)).find(Boolean);
		if (refused) return [invalid('spec.clusterIPs', spec.clusterIPs, refused)];
	}
	return nodePortProblems(service, addresses);
}

function seedOf({metadata}: Service): string {
	return metadata.uid || `${metadata.namespace}/${metadata.name}`;
}

// This cluster has IPv4 addresses only, as most have.
function initIpFamilies(service: Service): void {
	const {spec} = service;
	if (spec.type === 'ExternalName') return;
	const isBare = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
	spec.ipFamilyPolicy ??= isBare ? 'RequireDualStack' : 'SingleStack';
	spec.ipFamilies ??= [];
	const families = spec.ipFamilies;
	for (const [index, ip] of (spec.clusterIPs ?? []).entries()) {
		if (index >= families.length && isIpv4(ip)) families.push('IPv4');
	}
	if (families.length === 0) families.push('IPv4');
	if (isBare && families.length === 1 && spec.ipFamilyPolicy !== 'SingleStack') {
		families.push(families[0] === 'IPv4' ? 'IPv6' : 'IPv4');
	}
}

function ipFamilyProblems(service: Service): FieldError[] {
	const {ipFamilyPolicy, clusterIP, clusterIPs = [], ipFamilies = [], selector = {}} = service.spec;
	const errors: FieldError[] = [];
	const policyPath = 'spec.ipFamilyPolicy';
	const rule = "must be 'RequireDualStack' or 'PreferDualStack' when multiple";
	if (ipFamilyPolicy === 'SingleStack') {
		if (clusterIPs.length === 2) {
			errors.push(invalid(policyPath, ipFamilyPolicy, `${rule} cluster IPs are specified`));
		}
		if (ipFamilies.length === 2) {
			errors.push(invalid(policyPath, ipFamilyPolicy, `${rule} IP families are specified`));
		}
	}
	for (const [index, ip] of clusterIPs.entries()) {
		if (!isIpv6(ip)) continue;
		errors.push(invalid(`spec.clusterIPs[${index}]`, clusterIPs, 'IPv6 is not configured on this cluster'));
	}
	if (errors.length > 0 || (clusterIP === 'None' && Object.keys(selector).length === 0)) return errors;
	if (ipFamilyPolicy === 'RequireDualStack') {
		const text = 'this cluster is not configured for dual-stack services';
		errors.push(invalid(policyPath, ipFamilyPolicy, text));
	}
	for (const [index, family] of ipFamilies.entries()) {
		if (family === 'IPv4') continue;
		errors.push(invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster'));
	}
	return errors;
}

function ipProblem(ip: string, service: Service, addresses: ServiceAddresses): string | undefined {
	if (ip === 'None') return undefined;
	const failure = `failed to allocate IP ${ip}:`;
	if (!ip.startsWith('10.96.') || ip === '10.96.0.0' || ip === '10.96.255.255') {
		return `${failure} the provided network does not match the current range`;
	}
	const owner = addresses.ownerOfIp(ip);
	return owner && owner !== keyOf(service) ? `${failure} provided IP is already allocated` : undefined;
}

function allocateNodePorts({spec, metadata}: Service, addresses: ServiceAddresses): void {
	const needsPorts = spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts);
	const ports = spec.ports ?? [];
	const taken = new Set(ports.flatMap(({nodePort}) => nodePort || []));
	const next = (index: number) => {
		const port = addresses.freeNodePort(`${metadata.uid}/${index}`, taken);
		if (port) taken.add(port);
		return port;
	};
	for (const [index, port] of ports.entries()) {
		if (port.nodePort || !needsPorts) continue;
		// The same port of another protocol shares the node port.
		const sibling = ports.find(other => other.port === port.port && other.nodePort);
		port.nodePort = sibling?.nodePort ?? next(index);
	}
	if (spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local') {
		spec.healthCheckNodePort ||= next(ports.length);
	}
}

function nodePortProblems(service: Service, addresses: ServiceAddresses): FieldError[] {
	const {spec} = service;
	if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return [];
	const own = new Map<number, number>();
	for (const [index, {nodePort, port}] of (spec.ports ?? []).entries()) {
		if (!nodePort) continue;
		const refuse = (text: string) => [invalid(`spec.ports[${index}].nodePort`, nodePort, text)];
		if (nodePort < NODE_PORTS.first || nodePort > NODE_PORTS.last) {
			const range = `${NODE_PORTS.first}-${NODE_PORTS.last}`;
			return refuse(`provided port is not in the valid range. The range of valid ports is ${range}`);
		}
		const owner = addresses.ownerOfNodePort(nodePort);
		const isTaken = owner !== undefined && owner !== keyOf(service);
		if (isTaken || (own.get(nodePort) ?? port) !== port) return refuse('provided port is already allocated');
		own.set(nodePort, port);
	}
	return [];
}

/** Carries over what an update left out and drops what its new type can't have. Mutates `service`. */
export function adaptAddresses(service: Service, previous: Service, context: KindContext): void {
	const {spec} = service;
	const {spec: old} = previous;
	if (needsClusterIp(previous) && needsClusterIp(service)) {
		const moved = spec.clusterIP && spec.clusterIP !== old.clusterIP;
		if (moved && sameList(spec.clusterIPs, old.clusterIPs)) spec.clusterIPs = [spec.clusterIP!];
		spec.clusterIP ||= old.clusterIP;
		if (!spec.clusterIPs?.length) spec.clusterIPs = moved ? [spec.clusterIP!] : old.clusterIPs?.slice();
		spec.ipFamilyPolicy ??= old.ipFamilyPolicy;
		if (!spec.ipFamilies?.length) spec.ipFamilies = old.ipFamilies?.slice();
	}
	if (needsNodePort(previous) && needsNodePort(service)) carryNodePorts(service, previous);
	dropForType(service, previous);
	allocateAddresses(service, context);
}

function carryNodePorts({spec}: Service, {spec: old}: Service): void {
	const kept = new Set((spec.ports ?? []).flatMap(({nodePort}) => nodePort || []));
	for (const port of spec.ports ?? []) {
		if (port.nodePort) continue;
		const before = old.ports?.findLast(({name}) => (name ?? '') === (port.name ?? ''))?.nodePort;
		if (before && !kept.has(before)) port.nodePort = before;
	}
	if (spec.externalTrafficPolicy === 'Local') spec.healthCheckNodePort ||= old.healthCheckNodePort;
}

// What was allocated for the old type goes, unless the update itself changed it: then the validation speaks.
function dropForType(service: Service, previous: Service): void {
	const {spec} = service;
	const {spec: old} = previous;
	if (needsClusterIp(previous) && !needsClusterIp(service)) {
		if (spec.clusterIP === old.clusterIP && sameList(spec.clusterIPs, old.clusterIPs)) {
			delete spec.clusterIP;
			delete spec.clusterIPs;
		}
		if (sameList(spec.ipFamilies, old.ipFamilies)) delete spec.ipFamilies;
		if (spec.ipFamilyPolicy === old.ipFamilyPolicy) delete spec.ipFamilyPolicy;
	}
	const oldPorts = new Set((old.ports ?? []).flatMap(({nodePort}) => nodePort || []));
	const sameNodePorts = (spec.ports ?? []).every(({nodePort}) => !nodePort || oldPorts.has(nodePort));
	if (needsNodePort(previous) && !needsNodePort(service) && sameNodePorts) {
		for (const port of spec.ports ?? []) delete port.nodePort;
	}
	const checked = (one: Service['spec']) => one.type === 'LoadBalancer' && one.externalTrafficPolicy === 'Local';
	if (checked(old) && !checked(spec) && spec.healthCheckNodePort === old.healthCheckNodePort) {
		delete spec.healthCheckNodePort;
	}
	if (old.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
		if (spec.allocateLoadBalancerNodePorts === old.allocateLoadBalancerNodePorts) {
			delete spec.allocateLoadBalancerNodePorts;
		}
		if (spec.loadBalancerClass === old.loadBalancerClass) delete spec.loadBalancerClass;
	}
	const wasExternal = isExternallyAccessible(previous);
	if (wasExternal && !isExternallyAccessible(service) && spec.externalTrafficPolicy === old.externalTrafficPolicy) {
		delete spec.externalTrafficPolicy;
	}
	if (spec.type !== 'LoadBalancer') service.status = {loadBalancer: {}};
}

function sameList(a: readonly string[] = [], b: readonly string[] = []): boolean {
	return a.length === b.length && a.every((value, index) => value === b[index]);
}
