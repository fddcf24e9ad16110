import type {KindDefinition} from '../kind.ts';
import type {KubeObject, Objects, PersistentVolumeClaim} from '../objects.ts';
import {compareQuantities} from '../quantity.ts';
import {forbiddenObject, notFound} from './refusals.ts';
import {definitionOf, type ServerState} from './server-state.ts';

// The admission plugins of the API server: each looks at one matter of a new or changed object, changes it or refuses it.

/** Changes a new object before it is validated. Gets a copy of its own. */
export function admitNew(server: ServerState, object: KubeObject): void {
	switch (object.kind) {
		case 'Pod':
			setPriority(server, object as Objects['Pod']);
			setDefaultTolerations(object as Objects['Pod']);
			checkRuntimeClass(object as Objects['Pod']);
			break;
		case 'PersistentVolumeClaim':
			setDefaultStorageClass(server, object as Objects['PersistentVolumeClaim']);
			protect(object, 'kubernetes.io/pvc-protection');
			break;
		case 'PersistentVolume':
			protect(object, 'kubernetes.io/pv-protection');
			break;
		case 'PriorityClass':
			checkGlobalDefault(server, object as Objects['PriorityClass']);
			break;
	}
}

/** Completes a change before it is validated, so that a manifest without what admission added isn't taken for an attempt to remove it. */
export function completeChange(object: KubeObject, previous: KubeObject): void {
	if (object.kind !== 'Pod') return;
	const {spec} = object as Objects['Pod'];
	const before = (previous as Objects['Pod']).spec;
	setDefaultTolerations(object as Objects['Pod']);
	if (spec.priority === undefined && before.priority !== undefined) spec.priority = before.priority;
	if (spec.preemptionPolicy === undefined && before.preemptionPolicy !== undefined)
		spec.preemptionPolicy = before.preemptionPolicy;
}

/** Refuses a change that no validation of the object alone can judge. */
export function admitChange(server: ServerState, object: KubeObject, previous: KubeObject): void {
	if (object.kind === 'PersistentVolumeClaim') {
		checkResize(server, object as PersistentVolumeClaim, previous as PersistentVolumeClaim);
	}
	if (object.kind === 'PriorityClass') checkGlobalDefault(server, object as Objects['PriorityClass']);
}

/** NamespaceLifecycle: new objects need a namespace that exists and is not on its way out. */
export function checkNamespace(
	{store}: ServerState,
	definition: KindDefinition,
	namespace: string,
	name: string,
): void {
	const found = store.get('Namespace', namespace);
	if (!found) throw notFound(definitionOf('Namespace'), namespace);
	if (!found.metadata.deletionTimestamp) return;
	const problem = `unable to create new content in namespace ${namespace} because it is being terminated`;
	throw forbiddenObject(definition, name, problem);
}

const IMMORTAL_NAMESPACES = ['default', 'kube-system', 'kube-public'];

/** NamespaceLifecycle: some namespaces stay. */
export function checkDeletable(definition: KindDefinition, name: string): void {
	if (definition.kind === 'Namespace' && IMMORTAL_NAMESPACES.includes(name)) {
		throw forbiddenObject(definition, name, 'this namespace may not be deleted');
	}
}

function setPriority({store}: ServerState, pod: Objects['Pod']): void {
	const {spec} = pod;
	const {name = ''} = pod.metadata;
	const wanted = spec.priorityClassName;
	const priorityClass = wanted
		? store.get('PriorityClass', wanted)
		: store
				.list('PriorityClass')
				.filter(({globalDefault}) => globalDefault)
				.sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0];
	const definition = definitionOf('Pod');
	if (wanted && !priorityClass)
		throw forbiddenObject(definition, name, `no PriorityClass with name ${wanted} was found`);
	const priority = priorityClass?.value ?? 0;
	if (spec.priority !== undefined && spec.priority !== priority) {
		const rule = `the integer value of priority (${spec.priority}) must not be provided in pod spec`;
		const computed = `priority admission controller computed ${priority} from the given PriorityClass name`;
		throw forbiddenObject(definition, name, `${rule}; ${computed}`);
	}
	const preemptionPolicy = priorityClass?.preemptionPolicy ?? 'PreemptLowerPriority';
	if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy) {
		const rule = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec`;
		const computed = `priority admission controller computed ${preemptionPolicy} from the given PriorityClass name`;
		throw forbiddenObject(definition, name, `${rule}; ${computed}`);
	}
	if (priorityClass) spec.priorityClassName = priorityClass.metadata.name;
	spec.priority = priority;
	spec.preemptionPolicy = preemptionPolicy;
}

// There are no RuntimeClasses here, so that none is ever found.
function checkRuntimeClass({metadata, spec}: Objects['Pod']): void {
	if (spec.runtimeClassName === undefined) return;
	const problem = `pod rejected: RuntimeClass ${JSON.stringify(spec.runtimeClassName)} not found`;
	throw forbiddenObject(definitionOf('Pod'), metadata.name, problem);
}

const TOLERATED_SECONDS = 300;

// Pods stay five minutes on a node that is lost, unless they say something else.
function setDefaultTolerations({spec}: Objects['Pod']): void {
	for (const key of ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']) {
		const isTolerated = spec.tolerations?.some(
			({key: tolerated, effect}) => (!tolerated || tolerated === key) && (!effect || effect === 'NoExecute'),
		);
		if (isTolerated) continue;
		const toleration = {key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: TOLERATED_SECONDS} as const;
		spec.tolerations = [...(spec.tolerations ?? []), toleration];
	}
}

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';

function setDefaultStorageClass({store}: ServerState, claim: PersistentVolumeClaim): void {
	if (claim.spec.storageClassName !== undefined) return;
	// The newest default wins, by name among those of one second.
	const [newest] = store
		.list('StorageClass')
		.filter(({metadata}) => metadata.annotations?.[IS_DEFAULT] === 'true')
		.sort(
			(a, b) =>
				compareText(b.metadata.creationTimestamp, a.metadata.creationTimestamp) ||
				compareText(a.metadata.name, b.metadata.name),
		);
	if (newest) claim.spec.storageClassName = newest.metadata.name;
}

function protect({metadata}: KubeObject, finalizer: string): void {
	if (!metadata.finalizers?.includes(finalizer)) metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
}

function checkGlobalDefault({store}: ServerState, {globalDefault, metadata}: Objects['PriorityClass']): void {
	if (!globalDefault) return;
	const other = store.list('PriorityClass').find(one => one.globalDefault && one.metadata.name !== metadata.name);
	if (!other) return;
	const problem = `PriorityClass ${other.metadata.name} is already marked as default. Only one default can exist`;
	throw forbiddenObject(definitionOf('PriorityClass'), metadata.name, problem);
}

function checkResize({store}: ServerState, claim: PersistentVolumeClaim, previous: PersistentVolumeClaim): void {
	const wanted = claim.spec.resources?.requests?.storage;
	const before = previous.spec.resources?.requests?.storage;
	if (wanted === undefined || before === undefined) return;
	if (compareQuantities(String(wanted), String(before)) <= 0) return;
	const definition = definitionOf('PersistentVolumeClaim');
	const {name} = claim.metadata;
	if (previous.status.phase !== 'Bound') {
		throw forbiddenObject(definition, name, 'Only bound persistent volume claims can be expanded');
	}
	const storageClass = store.get('StorageClass', previous.spec.storageClassName ?? '');
	if (storageClass?.allowVolumeExpansion) return;
	const problem =
		'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';
	throw forbiddenObject(definition, name, problem);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
