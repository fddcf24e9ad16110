import type {
	ConnectionFailure,
	DnsAnswer,
	HealthAnswer,
	HttpHandler,
	HttpRequest,
	HttpResponse,
	Network,
} from '../../shell/program.ts';
import {isIpv4, isIpv6} from '../core/field-checks.ts';
import type {Pod} from '../objects.ts';
import {keyOf} from '../objects.ts';
import type {Random} from '../random.ts';
import type {Store} from '../store.ts';
import {CLUSTER_DOMAIN, clusterRecord} from './dns.ts';
import {podIpOf} from './endpoint-pods.ts';
import {type Arrival, Router} from './router.ts';
import type {Servers} from './servers.ts';

export interface NetworkParts {
	readonly store: Store;
	readonly servers: Servers;
	readonly random: Random;
}

const DNS_SERVER = '10.96.0.10';
// The terminal behaves like a program in namespace `default` on the first node.
const TERMINAL = 'terminal';
const TERMINAL_IP = '172.18.0.1';

/** The network of a cluster as one Pod sees it, or the learner's terminal (`from` undefined). */
export function createNetwork(parts: NetworkParts): (from?: Pod) => Network {
	const router = new Router(parts);
	return from => new Outlook(parts, router, from);
}

class Outlook implements Network {
	readonly dnsServer = DNS_SERVER;

	constructor(
		private readonly parts: NetworkParts,
		private readonly router: Router,
		private readonly from: Pod | undefined,
	) {}

	resolve(name: string): readonly string[] {
		if (isIpv4(name) || isIpv6(name)) return [name];
		return this.#localName(name) ?? this.lookup(name, 'A')?.addresses ?? [];
	}

	lookup(name: string, type: 'A' | 'SRV'): DnsAnswer | undefined {
		if (!this.#asksCluster()) return undefined;
		for (const candidate of this.#fullNames(name)) {
			const answer = clusterRecord(this.parts.store, candidate, type);
			if (answer) return answer;
		}
		return undefined;
	}

	http(request: HttpRequest): HttpResponse | ConnectionFailure {
		const address = this.#addressOf(request.host);
		if (address === undefined) return {failure: 'unknown-host'};
		const arrival = this.#route(address, request.port);
		if (typeof arrival === 'string') return {failure: arrival, address};
		// Whatever listens there doesn't answer HTTP: the client waits in vain.
		if (typeof arrival.handler !== 'function') return {failure: 'timeout', address};
		const headers = {'X-Client-Address': this.#ownIp(), ...request.headers};
		return arrival.handler({...request, headers, port: arrival.port});
	}

	checkHealth(host: string, port: number, service: string): HealthAnswer | ConnectionFailure {
		const address = this.#addressOf(host);
		if (address === undefined) return {failure: 'unknown-host'};
		const arrival = this.#route(address, port);
		if (typeof arrival === 'string') return {failure: arrival, address};
		return typeof arrival.handler === 'object' ? arrival.handler.check(service) : {failure: 'timeout', address};
	}

	connect(host: string, port: number): ConnectionFailure | undefined {
		const address = this.#addressOf(host);
		if (address === undefined) return {failure: 'unknown-host'};
		const arrival = this.#route(address, port);
		return typeof arrival === 'string' ? {failure: arrival, address} : undefined;
	}

	listen(port: number, handler?: HttpHandler): (() => void) | undefined {
		return this.parts.servers.listen(this.from?.metadata.uid ?? TERMINAL, port, handler);
	}

	#addressOf(host: string): string | undefined {
		const addresses = this.resolve(host);
		return addresses.length > 1 ? addresses[this.parts.random.integer(addresses.length)] : addresses[0];
	}

	#route(ip: string, port: number): Arrival {
		if (ip.startsWith('127.') || ip === '::1' || (this.from && ip === this.#ownIp())) return this.#atHome(port);
		return this.router.route(ip, port, {ip: this.#ownIp(), nodeName: this.#current()?.spec.nodeName});
	}

	// All containers of a Pod share one localhost.
	#atHome(port: number): Arrival {
		const handler = this.parts.servers.at(this.from?.metadata.uid ?? TERMINAL, port);
		return handler ? {handler, port} : 'refused';
	}

	#ownIp(): string {
		const pod = this.#current();
		return (pod && podIpOf(pod.status)) ?? TERMINAL_IP;
	}

	// The Pod as it is now: it gets its IP only after its network exists.
	#current(): Pod | undefined {
		if (!this.from) return undefined;
		const pod = this.parts.store.get('Pod', keyOf(this.from));
		return pod?.metadata.uid === this.from.metadata.uid ? pod : this.from;
	}

	// What /etc/hosts tells.
	#localName(name: string): readonly string[] | undefined {
		if (name === 'localhost') return ['127.0.0.1'];
		const pod = this.#current();
		if (pod && name === (pod.spec.hostname || pod.metadata.name)) return [this.#ownIp()];
		const alias = pod?.spec.hostAliases?.find(({hostnames}) => hostnames?.includes(name));
		if (alias) return [alias.ip];
		if (pod && !pod.spec.hostNetwork) return undefined;
		const node = this.parts.store.get('Node', name);
		const address = node?.status.addresses?.find(({type}) => type === 'InternalIP')?.address;
		return address ? [address] : undefined;
	}

	// Pods may use their node's resolver or one of their own instead of the cluster's.
	#asksCluster(): boolean {
		const {spec} = this.from ?? {};
		// The DNS server is somewhere else.
		if (this.parts.servers.isBroken(spec?.nodeName ?? this.#current()?.spec.nodeName, undefined)) return false;
		if (spec?.dnsPolicy === 'None') return spec.dnsConfig?.nameservers?.includes(DNS_SERVER) ?? false;
		return spec?.dnsPolicy !== 'Default' && !(spec?.hostNetwork && spec.dnsPolicy === 'ClusterFirst');
	}

	/** A name with each search domain, in the order in which a resolver tries them; a final dot means that the name is complete. */
	#fullNames(name: string): string[] {
		if (name.endsWith('.')) return [name.slice(0, -1)];
		const {domains, dots} = this.#resolver();
		const searched = domains.map(domain => `${name}.${domain}`);
		const isLong = name.split('.').length - 1 >= dots;
		return isLong ? [name, ...searched] : [...searched, name];
	}

	#resolver(): {domains: readonly string[]; dots: number} {
		const {spec} = this.from ?? {};
		const namespace = this.from?.metadata.namespace ?? 'default';
		const own = spec?.dnsConfig?.searches ?? [];
		const dots = Number(spec?.dnsConfig?.options?.find(({name}) => name === 'ndots')?.value ?? Number.NaN);
		if (spec?.dnsPolicy === 'None') return {domains: own, dots: dots || 1};
		const svc = `svc.${CLUSTER_DOMAIN}`;
		return {domains: [`${namespace}.${svc}`, svc, CLUSTER_DOMAIN, ...own], dots: dots || 5};
	}
}
