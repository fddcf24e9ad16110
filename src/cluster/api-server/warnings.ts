import type {IJobSpec} from 'kubernetes-models/batch/v1/JobSpec';
import type {IPersistentVolumeClaimSpec} from 'kubernetes-models/v1/PersistentVolumeClaimSpec';
import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import {deprecatedNodeLabels} from '../core/node-label-warnings.ts';
import {expressionWarnings, fractionalAmount, podWarnings} from '../core/pod-warnings.ts';
import {dnsLabelProblems} from '../name-rules.ts';
import type {Kind, KubeObject, Metadata, Objects} from '../objects.ts';
import {sameValue} from './object-copy.ts';

/** What the server has to say of an object that it accepts. `previous` is undefined for a new object. */
export function warningsOf(object: KubeObject, previous?: KubeObject): string[] {
	const rule = rules[object.kind as Kind] as ((object: KubeObject, previous?: KubeObject) => string[]) | undefined;
	return rule?.(object, previous) ?? [];
}

const rules: {readonly [K in Kind]?: (object: Objects[K], previous?: Objects[K]) => string[]} = {
	Pod: (pod, previous) =>
		previous
			? []
			: [
					...nameWarning(pod.metadata, "this is used in the Pod's hostname"),
					...podWarnings(pod.spec, pod.metadata, ''),
				],
	Deployment: (object, previous) =>
		previous ? whenChanged(object, previous, template) : [...namesPods(object), ...template(object)],
	ReplicaSet: (object, previous) =>
		previous ? whenChanged(object, previous, template) : [...namesPods(object), ...template(object)],
	// Kubernetes looks at the old template here.
	ReplicationController: (object, previous) =>
		previous ? whenChanged(object, previous, () => template(previous)) : [...namesPods(object), ...template(object)],
	DaemonSet: (object, previous) =>
		previous && sameValue(object.spec.template, previous.spec.template) ? [] : template(object),
	StatefulSet: (object, previous) => [
		...(previous ? whenChanged(object, previous, template) : template(object)),
		...(object.spec.volumeClaimTemplates ?? []).flatMap(({spec}, index) =>
			claimWarnings(spec ?? {}, `spec.volumeClaimTemplates[${index}]${previous ? '.Spec' : ''}`),
		),
		...((object.spec.revisionHistoryLimit ?? 0) < 0
			? ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended']
			: []),
	],
	Job: (job, previous) => {
		const ofSpec = () => jobWarnings(job.spec, 'spec');
		return previous ? whenChanged(job, previous, ofSpec) : [...namesPods(job), ...ofSpec()];
	},
	CronJob: (cronJob, previous) => {
		const ofSpec = () => jobWarnings(cronJob.spec.jobTemplate.spec, 'spec.jobTemplate.spec');
		return previous ? whenChanged(cronJob, previous, ofSpec) : [...namesPods(cronJob), ...ofSpec()];
	},
	Service: ({spec, metadata}) => [...serviceAnnotation(metadata), ...serviceWarnings(spec ?? {})],
	PersistentVolumeClaim: ({metadata, spec}) => [
		...annotationWarning(metadata, STORAGE_CLASS, 'deprecated since v1.8; use "storageClassName" attribute instead'),
		...claimWarnings(spec ?? {}, 'spec'),
	],
	PersistentVolume: ({metadata, spec}) => volumeWarnings(metadata, spec ?? {}),
	StorageClass: ({allowedTopologies}) =>
		(allowedTopologies ?? []).flatMap(({matchLabelExpressions}, index) =>
			(matchLabelExpressions ?? []).flatMap(({key}, place) => {
				const problem = deprecatedNodeLabels.get(key);
				return problem ? [`allowedTopologies[${index}].matchLabelExpressions[${place}].key: ${problem}`] : [];
			}),
		),
};

const STORAGE_CLASS = 'volume.beta.kubernetes.io/storage-class';

function namesPods({metadata}: {readonly metadata: Metadata}): string[] {
	return nameWarning(metadata, 'this is used in Pod names and hostnames');
}

function nameWarning({name}: Metadata, use: string): string[] {
	const problems = dnsLabelProblems(name);
	if (problems.length === 0) return [];
	const text = `${use}, which can result in surprising behavior; a DNS label is recommended`;
	return [`metadata.name: ${text}: [${problems.join(' ')}]`];
}

// An update that leaves the spec alone says nothing again.
function whenChanged<T extends {readonly metadata: Metadata}>(
	object: T,
	previous: T,
	warnings: (object: T) => string[],
): string[] {
	return object.metadata.generation === previous.metadata.generation ? [] : warnings(object);
}

function template({spec}: {readonly spec?: {readonly template?: IPodTemplateSpec}}): string[] {
	return templateWarnings(spec?.template, 'spec.template');
}

function templateWarnings(given: IPodTemplateSpec | undefined, path: string): string[] {
	return given?.spec ? podWarnings(given.spec, given.metadata, `${path}.`) : [];
}

function jobWarnings(spec: IJobSpec | undefined, path: string): string[] {
	const {completionMode, completions = 0, parallelism = 0} = spec ?? {};
	const isHuge = completionMode === 'Indexed' && completions > 100_000 && parallelism > 10_000;
	const text =
		'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail';
	return [...(isHuge ? [`${path}: ${text}`] : []), ...templateWarnings(spec?.template, `${path}.template`)];
}

function claimWarnings({resources}: Pick<IPersistentVolumeClaimSpec, 'resources'>, path: string): string[] {
	return (['requests', 'limits'] as const).flatMap(side =>
		fractionalAmount(`${path}.resources.${side}[storage]`, resources?.[side]?.storage),
	);
}

function annotationWarning({annotations}: Metadata, key: string, problem: string): string[] {
	return annotations?.[key] === undefined ? [] : [`metadata.annotations[${key}]: ${problem}`];
}

function volumeWarnings(metadata: Metadata, spec: NonNullable<Objects['PersistentVolume']['spec']>): string[] {
	const recycled = spec.persistentVolumeReclaimPolicy === 'Recycle';
	return [
		...annotationWarning(metadata, STORAGE_CLASS, 'deprecated since v1.8; use "storageClassName" attribute instead'),
		...annotationWarning(
			metadata,
			'volume.beta.kubernetes.io/mount-options',
			'deprecated since v1.31; use "mountOptions" attribute instead',
		),
		...(recycled
			? [
					'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.',
				]
			: []),
		...(spec.nodeAffinity?.required?.nodeSelectorTerms ?? []).flatMap(({matchExpressions}, index) =>
			expressionWarnings(matchExpressions, `spec.nodeAffinity.required.nodeSelectorTerms[${index}]`),
		),
	];
}

function serviceAnnotation({annotations}: Metadata): string[] {
	const old = 'service.kubernetes.io/topology-aware-hints';
	if (annotations?.[old] === undefined) return [];
	return [`annotation ${old} is deprecated, please use service.kubernetes.io/topology-mode instead`];
}

function serviceWarnings(spec: NonNullable<Objects['Service']['spec']>): string[] {
	const {type, clusterIP, loadBalancerIP, externalIPs = [], sessionAffinity, externalName} = spec;
	const warnings: string[] = [];
	if (type === 'ClusterIP' && clusterIP === 'None') {
		if (loadBalancerIP) warnings.push('spec.loadBalancerIP is ignored for headless services');
		if (externalIPs.length > 0) warnings.push('spec.externalIPs is ignored for headless services');
		if (sessionAffinity !== 'None') warnings.push('spec.SessionAffinity is ignored for headless services');
	}
	if (type === 'ExternalName' && externalIPs.length > 0) {
		warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"');
	}
	if (type !== 'ExternalName' && externalName) {
		warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"');
	}
	return warnings;
}
