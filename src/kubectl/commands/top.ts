import type {Cluster} from '../../cluster/cluster.ts';
import type {Pod} from '../../cluster/objects.ts';
import {quantityMillis} from '../../cluster/quantity.ts';
import {complain, print} from '../../shell/program.ts';
import type {Flag, Invocation, Subcommand} from '../command.ts';
import {notSimulated} from '../not-simulated.ts';
import {TabWriter} from '../printers/tab-writer.ts';
import {ALL_NAMESPACES_FLAG, SELECTOR_FLAG} from '../resources.ts';
import {refusal} from './failures.ts';

const FLAGS: readonly Flag[] = [
	SELECTOR_FLAG,
	{name: 'no-headers', type: 'boolean', help: 'Without the line of headings'},
	{name: 'sort-by', type: 'string', help: 'cpu or memory', values: ['cpu', 'memory']},
];
/** Memory in use isn't simulated, and no number would be honest. */
const UNKNOWN = '<unknown>';

const topPod: Subcommand = {
	name: 'pod',
	aliases: ['pods', 'po'],
	short: 'Display resource (CPU/memory) usage of pods',
	usage: 'kubectl top pod [NAME | -l label]',
	flags: [
		...FLAGS,
		ALL_NAMESPACES_FLAG,
		{name: 'containers', type: 'boolean', help: 'Every container by itself'},
		{name: 'sum', type: 'boolean', help: 'With a line of sums'},
	],
	*run(invocation) {
		const {args, cluster, flags, namespace} = invocation;
		const [name] = args;
		if (name !== undefined && flags.string('selector') !== '')
			throw refusal('only one of NAME or selector can be provided');
		checkMetrics(invocation);
		if (flags.boolean('sum')) throw notSimulated('kubectl top pod --sum');
		const everywhere = flags.boolean('all-namespaces');
		const pods = name
			? [cluster.api.get('Pod', namespace, name)]
			: cluster.api.list('Pod', everywhere ? undefined : namespace, {labelSelector: flags.string('selector')});
		const measured = pods.filter(pod => cluster.load.cpuMillicores(pod) !== undefined);
		if (measured.length === 0) {
			yield* complain(`No resources found${everywhere ? '' : ` in ${namespace} namespace.`}\n`);
			return 0;
		}
		const byContainer = flags.boolean('containers');
		const ordered = sorted(invocation, measured, pod => millicores(cluster, [pod]));
		const rows = ordered.flatMap(pod => {
			const start = [...(everywhere ? [pod.metadata.namespace ?? ''] : []), pod.metadata.name];
			if (!byContainer) return [[...start, `${millicores(cluster, [pod])}m`, UNKNOWN]];
			return containerShares(cluster, pod).map(([container, share]) => [...start, container, `${share}m`, UNKNOWN]);
		});
		const names = byContainer ? ['POD', 'NAME'] : ['NAME'];
		const header = [...(everywhere ? ['NAMESPACE'] : []), ...names, 'CPU(cores)', 'MEMORY(bytes)'];
		yield* print(formatTable(invocation, header, rows));
		return 0;
	},
};

const topNode: Subcommand = {
	name: 'node',
	aliases: ['nodes', 'no'],
	short: 'Display resource (CPU/memory) usage of nodes',
	usage: 'kubectl top node [NAME | -l label]',
	flags: FLAGS,
	*run(invocation) {
		const {args, cluster, flags} = invocation;
		const [name] = args;
		if (name !== undefined && flags.string('selector') !== '')
			throw refusal('only one of NAME or --selector can be provided');
		checkMetrics(invocation);
		const nodes = name
			? [cluster.api.get('Node', undefined, name)]
			: cluster.api.list('Node', undefined, {labelSelector: flags.string('selector')});
		const used = (nodeName: string) => millicores(cluster, cluster.store.onNode(nodeName));
		const rows = sorted(invocation, nodes, ({metadata}) => used(metadata.name)).map(({metadata, status}) => {
			const all = quantityMillis(String(status.allocatable?.cpu ?? '0'));
			const share = all === 0 ? 0 : Math.trunc((used(metadata.name) / all) * 100);
			return [metadata.name, `${used(metadata.name)}m`, `${share}%`, UNKNOWN, UNKNOWN];
		});
		yield* print(formatTable(invocation, ['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)'], rows));
		return 0;
	},
};

export const top: Subcommand = {
	name: 'top',
	short: 'Display resource (CPU/memory) usage',
	usage: 'kubectl top SUBCOMMAND',
	examples: 'kubectl top pods\nkubectl top node worker-1',
	flags: [],
	subcommands: [topNode, topPod],
};

// Like a fresh cluster, this one measures nothing, until somebody puts load on it.
function checkMetrics({cluster, flags}: Invocation): void {
	const order = flags.string('sort-by');
	if (order !== '' && order !== 'cpu' && order !== 'memory') throw refusal('--sort-by accepts only cpu or memory');
	if (!cluster.store.list('Pod').some(pod => cluster.load.cpuMillicores(pod) !== undefined))
		throw refusal('Metrics API not available');
}

function millicores(cluster: Cluster, pods: readonly Pod[]): number {
	return Math.ceil(pods.reduce((sum, pod) => sum + (cluster.load.cpuMillicores(pod) ?? 0), 0));
}

// A Pod's containers share its work as they share its requests.
function containerShares(cluster: Cluster, pod: Pod): [name: string, millicores: number][] {
	const all = cluster.load.cpuMillicores(pod) ?? 0;
	const requests = pod.spec.containers.map(({resources}) => quantityMillis(String(resources?.requests?.cpu ?? '0')));
	const sum = requests.reduce((total, one) => total + one, 0);
	return pod.spec.containers.map(({name}, index) => [name, sum > 0 ? Math.ceil((all * requests[index]!) / sum) : 0]);
}

// By name, or the busiest first.
function sorted<T extends {metadata: {name: string}}>(
	{flags}: Invocation,
	objects: readonly T[],
	loadOf: (object: T) => number,
): T[] {
	const byLoad = flags.string('sort-by') === 'cpu';
	return [...objects].sort(
		(a, b) => (byLoad ? loadOf(b) - loadOf(a) : 0) || (a.metadata.name < b.metadata.name ? -1 : 1),
	);
}

function formatTable({flags}: Invocation, header: readonly string[], rows: readonly (readonly string[])[]): string {
	return new TabWriter().write(flags.boolean('no-headers') ? rows : [header, ...rows]);
}
