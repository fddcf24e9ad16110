import type {Kind} from '../../cluster/objects.ts';

/** Kinds that stand at the top when no controller owns them, in the order in which they are shown. */
export const ROOT_KINDS = [
	'Deployment',
	'StatefulSet',
	'DaemonSet',
	'CronJob',
	'Job',
	'ReplicaSet',
	'ReplicationController',
	'Pod',
	'Service',
	'PersistentVolumeClaim',
	'HorizontalPodAutoscaler',
	'PodDisruptionBudget',
] as const;

const SHORT_NAMES: Readonly<Partial<Record<Kind, string>>> = {
	ConfigMap: 'cm',
	CronJob: 'cj',
	DaemonSet: 'ds',
	Deployment: 'deploy',
	HorizontalPodAutoscaler: 'hpa',
	PersistentVolume: 'pv',
	PersistentVolumeClaim: 'pvc',
	PodDisruptionBudget: 'pdb',
	ReplicaSet: 'rs',
	ReplicationController: 'rc',
	Service: 'svc',
	StatefulSet: 'sts',
};

/** `deploy/web`: an object as people type it for kubectl. */
export function shortName(kind: Kind, name: string): string {
	return `${SHORT_NAMES[kind] ?? kind.toLowerCase()}/${name}`;
}

/** ` -n staging` for a namespace that isn't the default one. */
export function namespaceFlag(namespace: string | undefined): string {
	return namespace && namespace !== 'default' ? ` -n ${namespace}` : '';
}
