import type {Json} from '../cluster/api.ts';

type JsonMap = {readonly [key: string]: Json};

/** Kinds that others need come first; a kind that isn't here comes behind all of these, by its name. */
const FIRST = [
	'Namespace',
	'ResourceQuota',
	'StorageClass',
	'CustomResourceDefinition',
	'ServiceAccount',
	'PodSecurityPolicy',
	'Role',
	'ClusterRole',
	'RoleBinding',
	'ClusterRoleBinding',
	'ConfigMap',
	'Secret',
	'Endpoints',
	'Service',
	'LimitRange',
	'PriorityClass',
	'PersistentVolume',
	'PersistentVolumeClaim',
	'Deployment',
	'StatefulSet',
	'CronJob',
	'PodDisruptionBudget',
];

/** The objects of a kustomization in the order in which kubectl sends and prints them. */
export function inKustomizeOrder(objects: readonly JsonMap[]): JsonMap[] {
	return objects
		.map(object => ({object, rank: rankOf(object), key: sortKey(object)}))
		.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
		.map(({object}) => object);
}

function rankOf({kind}: JsonMap): number {
	const rank = FIRST.indexOf(String(kind));
	return rank < 0 ? FIRST.length : rank;
}

function sortKey({apiVersion, kind, metadata}: JsonMap): string {
	const {name, namespace} = (metadata ?? {}) as {name?: string; namespace?: string};
	const [version = '', group = ''] = String(apiVersion).split('/').reverse();
	return [kind, group, version, namespace, name].join('\0');
}
