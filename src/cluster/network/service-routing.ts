import type {EndpointSlice, Service} from '../objects.ts';
import type {Random} from '../random.ts';
import type {Store} from '../store.ts';
import {slicesOf} from './dns.ts';

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];
type ServicePort = NonNullable<Service['spec']['ports']>[number];

/** Where a connection goes on: an address behind the Service, or why it goes nowhere. */
export type Target = {readonly ip: string; readonly port: number} | 'refused' | 'timeout';

/** Who connects, as far as the choice of an endpoint depends on it. */
export interface Caller {
	/** The address that the Service sees. */
	readonly ip: string;
	/** The node that the connection starts from; undefined outside of the cluster. */
	readonly nodeName: string | undefined;
}

/**
 * Chooses an endpoint of a Service as kube-proxy does: any ready one, or one on the node alone with a `Local` policy; if none is ready
 * then one that is ending but still serves. A Service without endpoints refuses connections; with a `Local` policy they are lost.
 */
export function chooseEndpoint(
	{store, random}: {store: Store; random: Random},
	service: Service,
	port: ServicePort,
	caller: Caller,
	policy: 'Cluster' | 'Local',
): Target {
	const all = candidates(store, service, port);
	if (all.length === 0) return 'refused';
	const local = policy === 'Local' ? all.filter(({nodeName}) => nodeName === caller.nodeName) : all;
	if (local.length === 0) return 'timeout';
	const index =
		service.spec.sessionAffinity === 'ClientIP' ? stickyIndex(caller.ip, local.length) : random.integer(local.length);
	const {ip, port: number} = local[index]!;
	return {ip, port: number};
}

interface Candidate {
	readonly ip: string;
	readonly port: number;
	readonly nodeName: string | undefined;
}

function candidates(store: Store, service: Service, {name = ''}: ServicePort): Candidate[] {
	const slices = slicesOf(store, service);
	const choose = (isWanted: (endpoint: Endpoint) => boolean): Candidate[] =>
		slices.flatMap(({ports, endpoints}) => {
			const port = ports?.find(one => (one.name ?? '') === name)?.port;
			if (port === undefined) return [];
			return (endpoints ?? [])
				.filter(isWanted)
				.flatMap(({addresses, nodeName}) => (addresses[0] ? [{ip: addresses[0], port, nodeName}] : []));
		});
	const ready = choose(({conditions}) => conditions?.ready !== false);
	if (ready.length > 0) return ready;
	return choose(({conditions}) => conditions?.serving === true && conditions.terminating === true);
}

function stickyIndex(ip: string, count: number): number {
	let sum = 0;
	for (const character of ip) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
	return sum % count;
}
