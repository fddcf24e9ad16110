import {cpuMs, heapMb} from './measurement.ts';
import {clusterWith} from './worlds.ts';

const SIZES: readonly (readonly [pods: number, nodes: number])[] = [
	[100, 5],
	[1_000, 50],
	[10_000, 500],
	[20_000, 1_000],
	[50_000, 2_500],
	[100_000, 5_000],
];
const BAR_COLUMNS = 40;

/** How CPU time and memory grow with Pods and nodes, as a chart of text. */
export function growthChart(): string {
	const rows = SIZES.map(([pods, nodes]) => {
		let cluster: unknown;
		const seconds = cpuMs(() => {
			cluster = clusterWith(pods, nodes);
		});
		const heap = heapMb();
		return {pods, nodes, seconds: seconds / 1000, heap: cluster ? heap : 0};
	});
	const most = Math.max(...rows.map(row => row.seconds));
	const lines = rows.map(({pods, nodes, seconds, heap}) =>
		[
			String(pods).padStart(7),
			String(nodes).padStart(6),
			seconds.toFixed(2).padStart(8),
			heap.toFixed(0).padStart(8),
			((seconds * 1e6) / pods).toFixed(0).padStart(8),
			` ${'█'.repeat(Math.round((seconds / most) * BAR_COLUMNS))}`,
		].join('  '),
	);
	return ['   Pods   nodes   CPU s   heap MB   µs/Pod', ...lines].join('\n');
}
