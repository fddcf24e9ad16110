import {referenceTo} from '../../cluster/journal.ts';
import type {Node, Pod} from '../../cluster/objects.ts';
import {quantityMillis} from '../../cluster/quantity.ts';
import {clip, type Line, line, lineWidth, type Span} from '../line.ts';
import {podLook} from './look.ts';
import {itemsOf, type PanelInput, type PanelItems} from './panel.ts';

const BAR_CELLS = 8;

/** Every node with its condition, requested CPU, taints, and the Pods that run on it. */
export function nodesPanel(input: PanelInput, width: number, height: number): PanelItems {
	const {store, filter} = input;
	const all = store.list('Node');
	const nodes = filter ? all.filter(node => node.metadata.name.toLowerCase().includes(filter)) : all;
	const roomPerNode = Math.max(1, Math.floor(height / Math.max(1, nodes.length)) - 1);
	return itemsOf(nodes, {
		rows: node => [
			...headRows(node, input, width),
			...podRows(store.onNode(node.metadata.name), input, width, roomPerNode),
		],
		key: node => node.metadata.uid,
		object: referenceTo,
		empty: [line({text: input.text.panels.noMatch, role: 'muted'})],
	});
}

function headRows(node: Node, {store, theme, text}: PanelInput, width: number): Line[] {
	const isReady = node.status.conditions?.find(condition => condition.type === 'Ready')?.status === 'True';
	const status = `${isReady ? 'Ready' : 'NotReady'}${node.spec.unschedulable ? ',SchedulingDisabled' : ''}`;
	const pods = store
		.onNode(node.metadata.name)
		.filter(pod => pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed');
	const capacity = quantityMillis(String(node.status.allocatable?.cpu ?? '0'));
	const used = pods.reduce((sum, pod) => sum + requestedCpu(pod), 0);
	const share = capacity > 0 ? Math.min(1, used / capacity) : 0;
	const full = Math.round(share * BAR_CELLS);
	const head = line(
		{text: node.metadata.name, bold: true},
		'  ',
		{
			text: `${isReady ? theme.glyphs.running : theme.glyphs.failed} ${status}`,
			role: isReady && !node.spec.unschedulable ? 'good' : 'bad',
		},
		{text: `  ${text.panels.cpu} `, role: 'muted'},
		{text: theme.glyphs.bar[0].repeat(full), role: 'accent'},
		{text: `${theme.glyphs.bar[1].repeat(BAR_CELLS - full)} ${Math.round(share * 100)}%`, role: 'muted'},
		{text: `  ${text.panels.pods(pods.length)}`, role: 'muted'},
	);
	const taints = (node.spec.taints ?? []).map(({key, value, effect}) => `${key}${value ? `=${value}` : ''}:${effect}`);
	return [
		clip(head, width),
		...taints.map(taint => clip(line({text: `  ${text.panels.taint} ${taint}`, role: 'busy'}), width)),
	];
}

const requests = new WeakMap<Pod['spec'], number>();

// Thousands of Pods share few changes: what a Pod asks for is read once.
function requestedCpu({spec}: Pod): number {
	let sum = requests.get(spec);
	if (sum === undefined) {
		sum = spec.containers.reduce(
			(total, container) => total + quantityMillis(String(container.resources?.requests?.cpu ?? '0')),
			0,
		);
		requests.set(spec, sum);
	}
	return sum;
}

// Pods as cells of glyph and name while they fitted, as bare glyphs when they are many, as counts when they are thousands.
function podRows(pods: readonly Pod[], {theme}: PanelInput, width: number, room: number): Line[] {
	const named = flow(
		pods.slice(0, room * Math.ceil(width / 4)).map(pod => podCell(pod, theme.glyphs, true)),
		width,
	);
	if (pods.length * 4 < room * width && named.length <= room) return named;
	if (pods.length * 2 <= room * (width - 2))
		return flow(
			pods.map(pod => podCell(pod, theme.glyphs, false)),
			width,
		);
	const counts = new Map<string, number>();
	for (const pod of pods) {
		const {text} = podLook(pod, theme.glyphs);
		counts.set(text, (counts.get(text) ?? 0) + 1);
	}
	return flow(
		[...counts].map(([status, count]) => [{text: `${count} ${status}  `}]),
		width,
	).slice(0, room);
}

function podCell(pod: Pod, glyphs: PanelInput['theme']['glyphs'], isNamed: boolean): Span[] {
	const look = podLook(pod, glyphs);
	return [
		{text: `${look.glyph}${isNamed ? ' ' : ''}`, role: look.role},
		{text: isNamed ? `${pod.metadata.name}  ` : ' '},
	];
}

function flow(cells: readonly (readonly Span[])[], width: number): Line[] {
	const rows: Span[][] = [];
	let used = width;
	for (const cell of cells) {
		const needed = lineWidth(cell);
		if (used + needed > width) {
			rows.push([{text: '  '}]);
			used = 2;
		}
		rows.at(-1)!.push(...cell);
		used += needed;
	}
	return rows;
}
