import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import type {ControllerRevision, Draft, Pod, StatefulSet} from '../objects.ts';
import {CONTROLLER_REVISION_HASH, templateOf} from './controller-revisions.ts';
import {podFromTemplate} from './template-pods.ts';

const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX = 'apps.kubernetes.io/pod-index';

/** The number at the end of a Pod's name; undefined when the Pod isn't named after the StatefulSet. */
export function ordinalOf(statefulSet: StatefulSet, pod: {metadata: {name: string}}): number | undefined {
	const match = /^(.*)-(\d{1,9})$/.exec(pod.metadata.name);
	return match?.[1] === statefulSet.metadata.name ? Number(match[2]) : undefined;
}

export function startOrdinal({spec}: StatefulSet): number {
	return spec.ordinals?.start ?? 0;
}

/** Whether a StatefulSet of the present size has this ordinal. */
export function isInRange(statefulSet: StatefulSet, ordinal: number): boolean {
	const start = startOrdinal(statefulSet);
	return ordinal >= start && ordinal < start + (statefulSet.spec.replicas ?? 0);
}

export function revisionNameOf(pod: Pod): string {
	return pod.metadata.labels?.[CONTROLLER_REVISION_HASH] ?? '';
}

/** The lowest ordinal that an update touches. */
export function partitionOf({spec}: StatefulSet): number {
	return spec.updateStrategy?.rollingUpdate?.partition ?? 0;
}

/** Which revision a Pod gets that has to be made anew: below the partition the current one, else the updated one. */
export function revisionForNewPod(
	statefulSet: StatefulSet,
	ordinal: number,
	current: ControllerRevision,
	update: ControllerRevision,
): ControllerRevision {
	const {type, rollingUpdate} = statefulSet.spec.updateStrategy ?? {};
	if (type !== 'RollingUpdate') return update;
	const limit = rollingUpdate ? partitionOf(statefulSet) : (statefulSet.status.currentReplicas ?? 0);
	return ordinal < startOrdinal(statefulSet) + limit ? current : update;
}

/** The Pod of an ordinal with its stable name, host name and claims. */
export function podOfOrdinal(
	statefulSet: StatefulSet,
	ordinal: number,
	revision: ControllerRevision,
): Draft<'Pod'> & {metadata: {name: string}} {
	const name = `${statefulSet.metadata.name}-${ordinal}`;
	const template: IPodTemplateSpec = templateOf(revision);
	const {generateName: _, ...metadata} = podFromTemplate(statefulSet, template).metadata;
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			...metadata,
			name,
			labels: {
				...metadata.labels,
				...identityLabels(name, ordinal),
				[CONTROLLER_REVISION_HASH]: revision.metadata.name,
			},
		},
		spec: {
			...template.spec,
			hostname: name,
			...(statefulSet.spec.serviceName && {subdomain: statefulSet.spec.serviceName}),
			...volumesOf(statefulSet, ordinal, template.spec?.volumes),
		},
	};
}

export function identityLabels(podName: string, ordinal: number): Record<string, string> {
	return {[POD_NAME]: podName, [POD_INDEX]: String(ordinal)};
}

/** The name of the claim that an ordinal gets from a claim template: `data-web-0`. */
export function claimName(statefulSet: StatefulSet, template: string, ordinal: number): string {
	return `${template}-${statefulSet.metadata.name}-${ordinal}`;
}

/** The volumes of an ordinal: those of the claim templates, which win over volumes of the same name. */
function volumesOf(
	statefulSet: StatefulSet,
	ordinal: number,
	templateVolumes: NonNullable<IPodTemplateSpec['spec']>['volumes'] = [],
): {volumes?: NonNullable<IPodTemplateSpec['spec']>['volumes']} {
	const names = (statefulSet.spec.volumeClaimTemplates ?? []).map(({metadata}) => metadata?.name ?? '');
	const volumes = [
		...names.map(name => ({
			name,
			persistentVolumeClaim: {claimName: claimName(statefulSet, name, ordinal)},
		})),
		...templateVolumes.filter(({name}) => !names.includes(name)),
	];
	return volumes.length > 0 ? {volumes} : {};
}
