import type {Pod} from '../objects.ts';
import type {Store} from '../store.ts';

/**
 * Variables that tell a container of the Services around it: `WEB_SERVICE_HOST`, `WEB_PORT_80_TCP_ADDR`, … for those of its namespace
 * that exist when it starts (unless `enableServiceLinks` is false), and always the API server's.
 */
export function serviceVariables(pod: Pod, store: Store): Map<string, string> {
	const variables = new Map<string, string>();
	const namespace = pod.metadata.namespace!;
	const links = pod.spec.enableServiceLinks === false ? [] : store.list('Service', namespace);
	const master = store.get('Service', 'default/kubernetes');
	const services = master && !links.includes(master) ? [master, ...links] : links;
	for (const {metadata, spec} of services) {
		const {clusterIP, ports = []} = spec;
		if (!clusterIP || clusterIP === 'None') continue;
		const prefix = metadata.name.toUpperCase().replaceAll('-', '_');
		const [first] = ports;
		if (!first) continue;
		variables.set(`${prefix}_SERVICE_HOST`, clusterIP);
		variables.set(`${prefix}_SERVICE_PORT`, String(first.port));
		for (const {name, port} of ports)
			if (name) variables.set(`${prefix}_SERVICE_PORT_${name.toUpperCase().replaceAll('-', '_')}`, String(port));
		variables.set(`${prefix}_PORT`, `${(first.protocol ?? 'TCP').toLowerCase()}://${clusterIP}:${first.port}`);
		for (const {port, protocol = 'TCP'} of ports) {
			const one = `${prefix}_PORT_${port}_${protocol}`;
			variables.set(one, `${protocol.toLowerCase()}://${clusterIP}:${port}`);
			variables.set(`${one}_PROTO`, protocol.toLowerCase());
			variables.set(`${one}_PORT`, String(port));
			variables.set(`${one}_ADDR`, clusterIP);
		}
	}
	return variables;
}
