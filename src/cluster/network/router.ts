import type {HttpHandler} from '../../shell/program.ts';
import type {Node, Pod} from '../objects.ts';
import type {Random} from '../random.ts';
import type {Store} from '../store.ts';
import {PodAddresses} from './pod-addresses.ts';
import type {Listener, Servers} from './servers.ts';
import {ServiceAddresses} from './service-addresses.ts';
import {type Caller, chooseEndpoint} from './service-routing.ts';

/** What a connection ends at: a listener or a failure. */
export type Arrival = {readonly handler: Listener; readonly port: number} | 'refused' | 'timeout';

const API_SERVER_PORT = 6443;

/** Finds what answers at an address of the cluster: cluster IPs of Services, node ports, Pods and the API server. */
export class Router {
	readonly #services: ServiceAddresses;
	readonly #pods: PodAddresses;

	constructor(private readonly parts: {readonly store: Store; readonly servers: Servers; readonly random: Random}) {
		this.#services = ServiceAddresses.of(parts.store);
		this.#pods = PodAddresses.of(parts.store);
	}

	route(ip: string, port: number, caller: Caller): Arrival {
		const owner = this.#services.ownerOfIp(ip);
		if (owner) return this.#throughService(owner, port, caller);
		const pod = this.#pods.at(ip);
		if (pod) return this.#atPod(pod, port, caller);
		const node = this.#nodeAt(ip);
		return node ? this.#atNode(node, ip, port, caller) : 'timeout';
	}

	#atPod(pod: Pod, port: number, caller: Caller): Arrival {
		if (this.parts.servers.isBroken(caller.nodeName, pod.spec.nodeName)) return 'timeout';
		const handler = this.parts.servers.at(pod.metadata.uid, port);
		return handler ? {handler, port} : 'refused';
	}

	#throughService(key: string, port: number, caller: Caller): Arrival {
		const service = this.parts.store.get('Service', key);
		const servicePort = service?.spec.ports?.find(one => one.port === port && (one.protocol ?? 'TCP') === 'TCP');
		// A cluster IP is no machine: nobody is there to refuse what no rule is for.
		if (!service || !servicePort) return 'timeout';
		const policy = service.spec.internalTrafficPolicy === 'Local' ? 'Local' : 'Cluster';
		const target = chooseEndpoint(this.parts, service, servicePort, caller, policy);
		return typeof target === 'string' ? target : this.route(target.ip, target.port, caller);
	}

	#atNode(node: Node, ip: string, port: number, caller: Caller): Arrival {
		if (this.parts.servers.isBroken(caller.nodeName, node.metadata.name)) return 'timeout';
		const owner = this.#services.ownerOfNodePort(port);
		const service = this.parts.store.get('Service', owner ?? '');
		const servicePort = service?.spec.ports?.find(({nodePort}) => nodePort === port);
		if (service && servicePort) {
			const policy = service.spec.externalTrafficPolicy === 'Local' ? 'Local' : 'Cluster';
			const target = chooseEndpoint(
				this.parts,
				service,
				servicePort,
				{ip: caller.ip, nodeName: node.metadata.name},
				policy,
			);
			// Node ports lead to Pods; an endpoint that is a node would lead back here.
			if (typeof target === 'string') return target;
			return target.ip === ip && target.port === port ? 'refused' : this.route(target.ip, target.port, caller);
		}
		for (const pod of this.parts.store.onNode(node.metadata.name)) {
			const inside = portInside(pod, port);
			const arrival = inside === undefined ? 'refused' : this.#atPod(pod, inside, caller);
			if (typeof arrival !== 'string') return arrival;
		}
		return port === API_SERVER_PORT && isControlPlane(node) ? {handler: apiServer, port} : 'refused';
	}

	#nodeAt(ip: string): Node | undefined {
		return this.parts.store
			.list('Node')
			.find(({status}) => status.addresses?.some(one => one.type === 'InternalIP' && one.address === ip));
	}
}

// The port of a Pod that a port of its node leads to.
function portInside({spec, status}: Pod, port: number): number | undefined {
	if (status.phase === 'Succeeded' || status.phase === 'Failed') return undefined;
	if (spec.hostNetwork) return port;
	for (const {ports = []} of spec.containers) {
		const found = ports.find(({hostPort}) => hostPort === port);
		if (found) return found.containerPort;
	}
	return undefined;
}

function isControlPlane({metadata}: Node): boolean {
	return metadata.labels?.['node-role.kubernetes.io/control-plane'] !== undefined;
}

// It speaks TLS alone.
const apiServer: HttpHandler = () => ({
	status: 400,
	headers: {'Content-Type': 'text/plain; charset=utf-8'},
	body: 'Client sent an HTTP request to an HTTPS server.\n',
});
