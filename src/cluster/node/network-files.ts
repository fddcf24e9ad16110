import type {Pod} from '../objects.ts';

/**
 * The files by which a container knows names, as the kubelet writes them: /etc/hosts with the Pod's own entry and its aliases,
 * /etc/resolv.conf by the Pod's DNS policy.
 */
export function networkFiles(pod: Pod, podIP: string, dnsServer: string): Readonly<Record<string, string>> {
	const hostname = pod.spec.hostname || pod.metadata.name;
	return {
		'/etc/hostname': `${hostname}\n`,
		'/etc/hosts': hosts(pod, podIP, hostname),
		'/etc/resolv.conf': resolver(pod, dnsServer),
	};
}

function hosts({metadata, spec}: Pod, podIP: string, hostname: string): string {
	const {hostNetwork, subdomain, hostAliases = []} = spec;
	const domain = subdomain ? `${hostname}.${subdomain}.${metadata.namespace}.svc.cluster.local\t` : '';
	return [
		`# Kubernetes-managed hosts file${hostNetwork ? ' (host network)' : ''}.`,
		'127.0.0.1\tlocalhost',
		'::1\tlocalhost ip6-localhost ip6-loopback',
		'fe00::0\tip6-localnet',
		'fe00::0\tip6-mcastprefix',
		'fe00::1\tip6-allnodes',
		'fe00::2\tip6-allrouters',
		`${podIP}\t${domain}${hostname}`,
		...(hostAliases.length > 0 ? ['', '# Entries added by HostAliases.'] : []),
		...hostAliases.map(({ip, hostnames = []}) => [ip, ...hostnames].join('\t')),
		'',
	].join('\n');
}

const NODE_RESOLVER = {
	nameservers: ['172.18.0.1'],
	searches: [] as string[],
	options: ['edns0', 'trust-ad', 'ndots:0'],
};

function resolver({metadata, spec}: Pod, dnsServer: string): string {
	const {dnsPolicy, dnsConfig, hostNetwork} = spec;
	const asksCluster = dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy !== 'Default' && !hostNetwork);
	const domains = [`${metadata.namespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'];
	const base =
		dnsPolicy === 'None'
			? {nameservers: [], searches: [], options: []}
			: asksCluster
				? {nameservers: [dnsServer], searches: domains, options: ['ndots:5']}
				: NODE_RESOLVER;
	const own = (dnsConfig?.options ?? []).map(({name, value}) => (value === undefined ? name : `${name}:${value}`));
	const named = new Set(own.map(option => option?.split(':')[0]));
	const searches = unique([...base.searches, ...(dnsConfig?.searches ?? [])]);
	const options = [...base.options.filter(option => !named.has(option.split(':')[0])), ...own];
	return [
		...(searches.length > 0 ? [`search ${searches.join(' ')}`] : []),
		...unique([...base.nameservers, ...(dnsConfig?.nameservers ?? [])]).map(server => `nameserver ${server}`),
		...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
		'',
	].join('\n');
}

function unique(values: readonly string[]): string[] {
	return [...new Set(values)];
}
