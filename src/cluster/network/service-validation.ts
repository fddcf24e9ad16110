import type {FieldError} from '../api-error.ts';
import {
	dnsLabel,
	dnsSubdomain,
	ipAddress,
	isIpv6,
	labels,
	oneOf,
	portNumber,
	portNumberOrName,
	qualifiedName,
	supportedValue,
} from '../core/field-checks.ts';
import {duplicate, forbidden, invalid, notSupported, required} from '../field-error.ts';
import type {Service} from '../objects.ts';
import {isHeadless} from './service-addresses.ts';
import {isExternallyAccessible} from './service-type.ts';

type Spec = Service['spec'];
type Port = NonNullable<Spec['ports']>[number];

/** Problems of a Service beyond its metadata, in the order of Kubernetes. */
export function validateService(service: Service): FieldError[] {
	const {spec} = service;
	const {ports = [], type, sessionAffinity} = spec;
	const errors: FieldError[] = [];
	if (ports.length === 0 && !isHeadless(service) && type !== 'ExternalName') errors.push(required('spec.ports'));
	errors.push(...validateTypeFields(service));
	const names = new Set<string>();
	for (const [index, port] of ports.entries()) {
		errors.push(...validatePort(port, `spec.ports[${index}]`, ports.length > 1, names));
	}
	errors.push(...labels('spec.selector', spec.selector));
	errors.push(...oneOf('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None']), ...validateAffinity(spec));
	errors.push(...validateClusterIps(service));
	for (const [index, ip] of (spec.externalIPs ?? []).entries()) {
		errors.push(...endpointIp(`spec.externalIPs[${index}]`, ip));
	}
	errors.push(...oneOf('spec.type', type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']));
	return [...errors, ...validateDuplicates(spec), ...validateLoadBalancer(spec), ...validateTraffic(service)];
}

/** Problems of a change of a Service, beyond those of the Service as it is then. */
export function validateServiceChange(service: Service, previous: Service): FieldError[] {
	const {spec} = service;
	const {spec: old} = previous;
	const errors: FieldError[] = [];
	if (spec.type !== 'ExternalName' && old.type !== 'ExternalName' && !(isHeadless(service) && isHeadless(previous))) {
		const ips = spec.clusterIPs ?? [];
		for (const [index, ip] of (old.clusterIPs ?? []).entries()) {
			if (ips.length === 0) {
				errors.push(invalid('spec.clusterIPs[0]', ips, 'primary clusterIP can not be unset'));
				break;
			}
			if (ip !== ips[index]) errors.push(invalid(`spec.clusterIPs[${index}]`, ips, 'may not change once set'));
		}
		const families = spec.ipFamilies ?? [];
		const changed = old.ipFamilies?.[0] !== undefined && old.ipFamilies[0] !== families[0];
		if (isHeadless(service) === isHeadless(previous) && changed) {
			errors.push(invalid('spec.ipFamilies[0]', families, 'may not change once set'));
		}
	}
	if (spec.type === 'LoadBalancer' && old.type === 'LoadBalancer' && spec.loadBalancerClass !== old.loadBalancerClass) {
		errors.push(invalid('spec.loadBalancerClass', spec.loadBalancerClass, 'may not change once set'));
	}
	return errors;
}

const FAMILY_POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];

/** Problems of the fields about addresses, each in itself and all together. */
export function validateClusterIps({spec}: Service): FieldError[] {
	if (spec.type === 'ExternalName') return [];
	const {clusterIP = '', clusterIPs = [], ipFamilies = [], ipFamilyPolicy} = spec;
	const path = 'spec.clusterIPs';
	const errors: FieldError[] = [];
	if (clusterIP) {
		if (clusterIPs.length === 0) errors.push(required(path));
		else if (clusterIPs[0] !== clusterIP) {
			errors.push(invalid(path, clusterIPs, 'first value must match `clusterIP`'));
		}
	} else if (clusterIPs.length > 0) {
		errors.push(invalid(path, clusterIPs, 'must be empty when `clusterIP` is not specified'));
	}
	for (const [index, family] of ipFamilies.entries()) {
		const at = `spec.ipFamilies[${index}]`;
		errors.push(...supportedValue(at, family, ['IPv4', 'IPv6']));
		if (ipFamilies.indexOf(family) < index) errors.push(duplicate(at, family));
	}
	errors.push(...supportedValue('spec.ipFamilyPolicy', ipFamilyPolicy, FAMILY_POLICIES));
	const unreadable = clusterIPs.flatMap((ip, index) => {
		if (index > 0 || ip !== 'None') return ipAddress(`${path}[${index}]`, ip);
		return clusterIPs.length > 1 ? [invalid(path, clusterIPs, "'None' must be the first and only value")] : [];
	});
	errors.push(...unreadable);
	if (clusterIPs.length > 2) errors.push(invalid(path, clusterIPs, 'may only hold up to 2 values'));
	if (unreadable.length > 0) return errors;
	if (clusterIPs.length > 1 && isIpv6(clusterIPs[0]!) === isIpv6(clusterIPs[1]!)) {
		errors.push(invalid(path, clusterIPs, 'may specify no more than one IP for each IP family'));
	}
	for (const [index, ip] of clusterIPs.entries()) {
		const family = ipFamilies[index];
		if (ip === 'None' || !family || (family === 'IPv6') === isIpv6(ip)) continue;
		errors.push(
			invalid(`${path}[${index}]`, ip, `expected an ${family} value as indicated by \`ipFamilies[${index}]\``),
		);
	}
	return errors;
}

/** Problems of an address to which traffic goes: one of a Pod, a server or a load balancer. */
export function endpointIp(path: string, ip: string): FieldError[] {
	const errors = ipAddress(path, ip);
	if (errors.length > 0) return errors;
	if (ip === '0.0.0.0' || ip === '::') return [invalid(path, ip, `may not be unspecified (${ip})`)];
	if (ip.startsWith('127.') || ip === '::1') {
		return [invalid(path, ip, 'may not be in the loopback range (127.0.0.0/8, ::1/128)')];
	}
	if (ip.startsWith('169.254.') || /^fe[89ab]/i.test(ip)) {
		return [invalid(path, ip, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)')];
	}
	if (ip.startsWith('224.0.0.') || /^ff02:/i.test(ip)) {
		return [invalid(path, ip, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)')];
	}
	return [];
}

function validateTypeFields(service: Service): FieldError[] {
	const {type, clusterIPs, ipFamilies, ipFamilyPolicy, externalName = ''} = service.spec;
	if (type === 'LoadBalancer' || type === 'NodePort') {
		if (!isHeadless(service)) return [];
		return [invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)];
	}
	if (type !== 'ExternalName') return [];
	const errors: FieldError[] = [];
	const text = 'may not be set for ExternalName services';
	if (clusterIPs?.length) errors.push(forbidden('spec.clusterIPs', text));
	if (ipFamilies?.length) errors.push(forbidden('spec.ipFamilies', text));
	if (ipFamilyPolicy !== undefined) errors.push(forbidden('spec.ipFamilyPolicy', text));
	const name = externalName.replace(/\.$/, '');
	return [...errors, ...(name ? dnsSubdomain('spec.externalName', name) : [required('spec.externalName')])];
}

function validatePort(
	{name, port, protocol, targetPort, appProtocol}: Port,
	path: string,
	needsName: boolean,
	names: Set<string>,
): FieldError[] {
	const errors: FieldError[] = [];
	if (name) {
		errors.push(...dnsLabel(`${path}.name`, name));
		if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
		names.add(name);
	} else if (needsName) errors.push(required(`${path}.name`));
	return [
		...errors,
		...portNumber(`${path}.port`, port ?? 0),
		...oneOf(`${path}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
		...portNumberOrName(`${path}.targetPort`, targetPort ?? 0),
		...(appProtocol === undefined ? [] : qualifiedName(`${path}.appProtocol`, appProtocol)),
	];
}

const LONGEST_AFFINITY_SECONDS = 86_400;

function validateAffinity({sessionAffinity, sessionAffinityConfig}: Spec): FieldError[] {
	const path = 'spec.sessionAffinityConfig';
	if (sessionAffinity === 'None' && sessionAffinityConfig) {
		return [forbidden(path, 'must not be set when session affinity is None')];
	}
	const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds;
	if (sessionAffinity !== 'ClientIP' || seconds === undefined) return [];
	const text = `must be greater than 0 and less than ${LONGEST_AFFINITY_SECONDS}`;
	const fits = seconds > 0 && seconds <= LONGEST_AFFINITY_SECONDS;
	return fits ? [] : [invalid(`${path}.clientIP.timeoutSeconds`, seconds, text)];
}

function validateDuplicates({type, ports = []}: Spec): FieldError[] {
	const errors: FieldError[] = [];
	const nodePorts = new Set<string>();
	const pairs = new Set<string>();
	for (const [index, {nodePort}] of ports.entries()) {
		if (type !== 'ClusterIP' || !nodePort) continue;
		errors.push(forbidden(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'"));
	}
	for (const [index, {nodePort, protocol}] of ports.entries()) {
		if (!nodePort) continue;
		const binding = `${protocol}/${nodePort}`;
		if (nodePorts.has(binding)) errors.push(duplicate(`spec.ports[${index}].nodePort`, nodePort));
		nodePorts.add(binding);
	}
	for (const [index, {port, protocol}] of ports.entries()) {
		const pair = `${protocol}/${port}`;
		// Kubernetes shows a whole port here, of which only these two fields are filled in.
		const shown = {Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0};
		if (pairs.has(pair)) errors.push(duplicate(`spec.ports[${index}]`, shown));
		pairs.add(pair);
	}
	return errors;
}

function validateLoadBalancer(spec: Spec): FieldError[] {
	const {type, loadBalancerSourceRanges, allocateLoadBalancerNodePorts, loadBalancerClass} = spec;
	const text = "may only be used when `type` is 'LoadBalancer'";
	if (type === 'LoadBalancer') {
		return loadBalancerClass === undefined ? [] : qualifiedName('spec.loadBalancerClass', loadBalancerClass);
	}
	const errors: FieldError[] = [];
	if (loadBalancerSourceRanges?.length) errors.push(forbidden('spec.LoadBalancerSourceRanges', text));
	if (allocateLoadBalancerNodePorts !== undefined) {
		errors.push(forbidden('spec.allocateLoadBalancerNodePorts', text));
	}
	if (loadBalancerClass !== undefined) errors.push(forbidden('spec.loadBalancerClass', text));
	return errors;
}

function validateTraffic(service: Service): FieldError[] {
	const {externalTrafficPolicy, healthCheckNodePort, internalTrafficPolicy, trafficDistribution, type} = service.spec;
	const errors: FieldError[] = [];
	const path = 'spec.externalTrafficPolicy';
	if (isExternallyAccessible(service)) errors.push(...oneOf(path, externalTrafficPolicy, ['Cluster', 'Local']));
	else if (externalTrafficPolicy) {
		errors.push(invalid(path, externalTrafficPolicy, 'may only be set for externally-accessible services'));
	}
	if (healthCheckNodePort && !(type === 'LoadBalancer' && externalTrafficPolicy === 'Local')) {
		const text = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
		errors.push(invalid('spec.healthCheckNodePort', healthCheckNodePort, text));
	}
	errors.push(...supportedValue('spec.internalTrafficPolicy', internalTrafficPolicy, ['Cluster', 'Local']));
	if (trafficDistribution !== undefined && !DISTRIBUTIONS.includes(trafficDistribution)) {
		errors.push(notSupported('spec.trafficDistribution', trafficDistribution, DISTRIBUTIONS));
	}
	return errors;
}

const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
