import type {INodeSelectorRequirement} from 'kubernetes-models/v1/NodeSelectorRequirement';
import type {INodeSelectorTerm} from 'kubernetes-models/v1/NodeSelectorTerm';
import type {Node, Pod} from '../objects.ts';
import {matchesRequirement} from '../selectors.ts';

/** Whether a node satisfies the Pod's nodeSelector and its required node affinity. */
export function matchesNodeAffinity(pod: Pod, node: Node): boolean {
	const {nodeSelector, affinity} = pod.spec;
	const labels = node.metadata.labels ?? {};
	for (const name in nodeSelector) if (labels[name] !== nodeSelector[name]) return false;
	const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
	return !required || required.nodeSelectorTerms.some(term => matchesTerm(term, node));
}

/** Sum of the weights of all preferred terms that the node satisfies. */
export function preferredNodeAffinity(pod: Pod, node: Node): number {
	let sum = 0;
	for (const {weight, preference} of pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ??
		[])
		if (weight && matchesTerm(preference, node)) sum += weight;
	return sum;
}

/** One term of a node selector: all its expressions hold. A term without any matches nothing. */
export function matchesTerm(term: INodeSelectorTerm, node: Node): boolean {
	const expressions = term.matchExpressions ?? [];
	const fields = term.matchFields ?? [];
	if (expressions.length + fields.length === 0) return false;
	return (
		expressions.every(expression => matches(expression, node.metadata.labels?.[expression.key])) &&
		fields.every(field => field.key === 'metadata.name' && matches(field, node.metadata.name))
	);
}

/** The nodes that required node affinity names by `metadata.name`, as the DaemonSet controller does; undefined: any node. */
export function namedNodes(pod: Pod): ReadonlySet<string> | undefined {
	const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
	if (!terms) return undefined;
	const names = new Set<string>();
	for (const term of terms) {
		const byName = term.matchFields?.find(field => field.key === 'metadata.name' && field.operator === 'In');
		if (!byName) return undefined;
		for (const name of byName.values ?? []) names.add(name);
	}
	return names;
}

function matches({operator, values = []}: INodeSelectorRequirement, value: string | undefined): boolean {
	return matchesRequirement(value, operator, values);
}
