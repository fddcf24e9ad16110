import type {Pod} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import type {Description} from './description.ts';

type Toleration = NonNullable<Pod['spec']['tolerations']>[number];

/** `Node-Selectors` and `Tolerations`. */
export function describeScheduling(
	description: Description,
	spec: {readonly nodeSelector?: Record<string, string>; readonly tolerations?: readonly Toleration[]},
	level = 0,
): Description {
	const tolerations = [...(spec.tolerations ?? [])].sort((a, b) => compare(a.key ?? '', b.key ?? ''));
	return description
		.labels('Node-Selectors', spec.nodeSelector, level)
		.list('Tolerations', tolerations.map(formatToleration), level);
}

/** `Topology Spread Constraints`, if there are any. */
export function describeTopologySpread(
	description: Description,
	constraints: Pod['spec']['topologySpreadConstraints'],
	level = 0,
): void {
	if (!constraints?.length) return;
	const lines = [...constraints]
		.sort((a, b) => compare(a.topologyKey, b.topologyKey))
		.map(({labelSelector, maxSkew, topologyKey, whenUnsatisfiable}) => {
			const selector = labelSelector ? ` for selector ${formatLabelSelector(labelSelector)}` : '';
			return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selector}`;
		});
	description.list('Topology Spread Constraints', lines, level);
}

// An empty key with Exists tolerates everything.
function formatToleration({effect, key = '', operator, tolerationSeconds, value}: Toleration): string {
	let text = key;
	if (value) text += `=${value}`;
	if (effect) text += `:${effect}`;
	if (operator === 'Exists' && !value) text += text === '' ? 'op=Exists' : ' op=Exists';
	if (tolerationSeconds !== undefined) text += ` for ${tolerationSeconds}s`;
	return text;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
