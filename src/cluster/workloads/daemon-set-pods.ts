import type {ControllerContext} from '../controller.ts';
import type {ControllerRevision, DaemonSet, Draft, Node, Pod} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import {claimDependents} from './controller-references.ts';
import {CONTROLLER_REVISION_HASH} from './controller-revisions.ts';
import {templateGenerationOf} from './daemon-set.ts';
import {daemonTolerations, pinnedTo, targetNodeOf} from './daemon-set-nodes.ts';
import {isFinished} from './pod-state.ts';
import {createPod, deletePod, podFromTemplate} from './template-pods.ts';

export const ACTOR = 'daemonset-controller';
const POD_TEMPLATE_GENERATION = 'pod-template-generation';

/** A DaemonSet with everything that a look at it needs. */
export interface DaemonSetState {
	readonly daemonSet: DaemonSet;
	readonly nodes: readonly Node[];
	/** Pods by the node that they run on or are meant for. */
	readonly podsByNode: ReadonlyMap<string, readonly Pod[]>;
	/** Hash of the present template's revision. */
	readonly hash: string;
}

/** Looks at the DaemonSet's nodes and Pods as they are now; adopts and lets go of Pods. */
export function stateOf(
	context: ControllerContext,
	daemonSet: DaemonSet,
	revision: ControllerRevision,
): DaemonSetState {
	const podsByNode = new Map<string, Pod[]>();
	const pods = claimDependents(context, daemonSet, 'Pod', labels =>
		matchesLabelSelector(daemonSet.spec.selector, labels),
	);
	for (const pod of pods) {
		const nodeName = targetNodeOf(pod);
		if (nodeName === undefined || (isFinished(pod) && pod.metadata.deletionTimestamp)) continue;
		const others = podsByNode.get(nodeName);
		if (others) others.push(pod);
		else podsByNode.set(nodeName, [pod]);
	}
	for (const list of podsByNode.values()) list.sort(scheduledThenOldest);
	const hash = revision.metadata.labels?.[CONTROLLER_REVISION_HASH] ?? '';
	return {daemonSet, nodes: context.store.list('Node'), podsByNode, hash};
}

/** Whether a Pod was made from the present template. */
export function isUpdated(pod: Pod, {daemonSet, hash}: DaemonSetState): boolean {
	const {labels = {}} = pod.metadata;
	const generation = templateGenerationOf(daemonSet);
	return (
		(hash !== '' && labels[CONTROLLER_REVISION_HASH] === hash) ||
		(generation > 0 && labels[POD_TEMPLATE_GENERATION] === String(generation))
	);
}

/** Creates a Pod for each of the nodes and deletes Pods. Returns whether there was anything to do. */
export function createAndDelete(
	context: ControllerContext,
	state: DaemonSetState,
	nodeNames: readonly string[],
	podsToDelete: readonly Pod[],
): boolean {
	const {daemonSet} = state;
	for (const nodeName of nodeNames) createPod(context, ACTOR, daemonSet, daemonPod(state, nodeName));
	for (const pod of podsToDelete) deletePod(context, ACTOR, daemonSet, pod);
	return nodeNames.length + podsToDelete.length > 0;
}

function daemonPod({daemonSet, hash}: DaemonSetState, nodeName: string): Draft<'Pod'> {
	const template = daemonSet.spec.template ?? {};
	const pod = podFromTemplate(daemonSet, template);
	return {
		...pod,
		metadata: {
			...pod.metadata,
			labels: {
				...pod.metadata.labels,
				[POD_TEMPLATE_GENERATION]: String(templateGenerationOf(daemonSet)),
				[CONTROLLER_REVISION_HASH]: hash,
			},
		},
		spec: {
			...template.spec,
			affinity: pinnedTo(nodeName, template.spec?.affinity),
			tolerations: daemonTolerations(template.spec ?? {containers: []}),
		},
	};
}

function scheduledThenOldest(a: Pod, b: Pod): number {
	const scheduled = Number(Boolean(b.spec.nodeName)) - Number(Boolean(a.spec.nodeName));
	if (scheduled !== 0) return scheduled;
	const [first, second] = [a.metadata, b.metadata].map(
		({creationTimestamp, name}) => `${creationTimestamp} ${name}`,
	) as [string, string];
	return first < second ? -1 : first > second ? 1 : 0;
}
