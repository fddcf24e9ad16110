import {formatAge} from '../../cluster/duration.ts';
import {controllerOf, type KubeObject, type Objects, type Pod, type Service} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';
import {parseTime} from '../../shell/calendar.ts';
import type {Role} from '../theme.ts';
import {podLook} from './look.ts';
import {shortName} from './names.ts';
import type {PanelInput} from './panel.ts';

/** What a row of the tree says of an object. */
export interface TreeRow {
	readonly glyph: string;
	readonly role: Role;
	readonly name: string;
	/** `3/4`: how many are ready of how many are wanted. */
	readonly ready: string;
	readonly status: string;
	/** The status where there is little room. */
	readonly brief?: string;
	/** Where it is, or its revision; dropped first when the panel is narrow. */
	readonly place: string;
	readonly age: string;
}

/** A row that has nothing but a name. */
export function plainRow(name: string, role: Role): TreeRow {
	return {glyph: '', role, name, ready: '', status: '', place: '', age: ''};
}

export function describeObject(object: KubeObject, input: PanelInput): TreeRow {
	const age = formatAge(input.nowMs - parseTime(object.metadata.creationTimestamp));
	const row = {...plainRow(shortName(object.kind, object.metadata.name), 'accent'), age};
	switch (object.kind) {
		case 'Pod': {
			const look = podLook(object, input.theme.glyphs);
			return {...row, ...look, status: look.text, name: podName(object), place: object.spec.nodeName ?? ''};
		}
		case 'Deployment':
			return {
				...row,
				ready: ready(object.status.readyReplicas, object.spec.replicas),
				status: deploymentStatus(object),
				place: revision(object),
			};
		case 'ReplicaSet':
			return {...row, ready: ready(object.status.readyReplicas, object.spec.replicas), place: revision(object)};
		case 'ReplicationController':
			return {...row, ready: ready(object.status.readyReplicas, object.spec.replicas)};
		case 'StatefulSet':
			return {
				...row,
				ready: ready(object.status.readyReplicas, object.spec.replicas),
				...updating(object.status.updateRevision, object.status.currentRevision),
				place: controllerRevision(object.metadata.namespace, object.status.updateRevision, input),
			};
		case 'DaemonSet':
			return {
				...row,
				ready: ready(object.status.numberReady, object.status.desiredNumberScheduled),
				status:
					(object.status.updatedNumberScheduled ?? 0) < (object.status.desiredNumberScheduled ?? 0) ? 'Updating' : '',
			};
		case 'Job':
			return {...row, ready: ready(object.status.succeeded, object.spec.completions), status: jobStatus(object)};
		case 'CronJob':
			return {...row, status: object.spec.suspend ? 'Suspended' : object.spec.schedule};
		case 'Service':
			return {...row, ...describeService(object, input)};
		case 'HorizontalPodAutoscaler': {
			const {scaleTargetRef, minReplicas = 1, maxReplicas} = object.spec;
			const target = shortName(scaleTargetRef.kind as KubeObject['kind'], scaleTargetRef.name);
			const replicas = `${object.status?.currentReplicas ?? 0} (${minReplicas}-${maxReplicas})`;
			return {...row, status: `${input.theme.glyphs.arrow} ${target} ${replicas}`};
		}
		case 'PodDisruptionBudget':
			return {...row, status: `allowed disruptions ${object.status?.disruptionsAllowed ?? 0}`};
		case 'PersistentVolumeClaim':
			return {...row, ...describeClaim(object, input)};
		default:
			return row;
	}
}

// Below its owner a Pod needs only the part of its name that differs.
function podName(pod: Pod): string {
	const owner = controllerOf(pod);
	const {name} = pod.metadata;
	return owner && name.startsWith(`${owner.name}-`) && owner.kind !== 'StatefulSet'
		? name.slice(owner.name.length + 1)
		: owner
			? name
			: `pod/${name}`;
}

function ready(have: number | undefined, want: number | undefined): string {
	return `${have ?? 0}/${want ?? 1}`;
}

function revision(object: Objects['Deployment'] | Objects['ReplicaSet']): string {
	const number = object.metadata.annotations?.['deployment.kubernetes.io/revision'];
	return number ? `rev ${number}` : '';
}

function controllerRevision(namespace: string | undefined, name: string | undefined, {store}: PanelInput): string {
	const number = name && store.get('ControllerRevision', `${namespace}/${name}`)?.revision;
	return number ? `rev ${number}` : '';
}

function updating(update: string | undefined, current: string | undefined): {status: string} {
	return {status: update && current && update !== current ? 'Updating' : ''};
}

function deploymentStatus(deployment: Objects['Deployment']): string {
	const progressing = deployment.status.conditions?.find(condition => condition.type === 'Progressing');
	if (deployment.spec.paused) return 'Paused';
	if (progressing?.status === 'False') return progressing.reason ?? '';
	return progressing && progressing.reason !== 'NewReplicaSetAvailable' ? 'Progressing' : '';
}

// Conditions that only announce the last one, such as SuccessCriteriaMet, are no state of their own.
function jobStatus({status: {conditions = []}}: Objects['Job']): string {
	const isTrue = (type: string) => conditions.some(condition => condition.type === type && condition.status === 'True');
	if (isTrue('SuccessCriteriaMet')) return 'Complete';
	if (isTrue('FailureTarget')) return 'Failed';
	return ['Complete', 'Failed', 'Suspended'].find(isTrue) ?? '';
}

function describeService(service: Service, {store, theme, text}: PanelInput): Partial<TreeRow> {
	const endpoints = endpointsOf(service, store);
	const readyCount = endpoints.filter(endpoint => endpoint.isReady).length;
	const ports = (service.spec.ports ?? []).map(port => port.port).join(',');
	const address =
		service.spec.type === 'ExternalName'
			? service.spec.externalName
			: service.spec.clusterIP === 'None'
				? 'headless'
				: `${service.spec.clusterIP}${ports && `:${ports}`}`;
	return {
		status: `${address} ${theme.glyphs.arrow} ${text.panels.endpoints(readyCount, endpoints.length - readyCount)}`,
		brief: `${address} ${theme.glyphs.arrow} ${readyCount}`,
		role: readyCount > 0 ? 'accent' : 'busy',
	};
}

export interface ServiceEndpoint {
	readonly address: string;
	/** Name of the Pod behind it, where there is one. */
	readonly pod?: string;
	readonly isReady: boolean;
}

/** Where a Service leads. */
export function endpointsOf(service: Service, store: Store): ServiceEndpoint[] {
	const {namespace = '', name} = service.metadata;
	return store
		.withLabel('EndpointSlice', namespace, 'kubernetes.io/service-name', name)
		.flatMap(slice => slice.endpoints ?? [])
		.map(endpoint => ({
			address: endpoint.addresses[0] ?? '',
			isReady: endpoint.conditions?.ready !== false,
			...(endpoint.targetRef?.kind === 'Pod' && endpoint.targetRef.name && {pod: endpoint.targetRef.name}),
		}));
}

function describeClaim(claim: Objects['PersistentVolumeClaim'], {theme}: PanelInput): Partial<TreeRow> {
	const phase = claim.metadata.deletionTimestamp ? 'Terminating' : (claim.status?.phase ?? 'Pending');
	const size = claim.status?.capacity?.storage ?? claim.spec?.resources?.requests?.storage;
	const isBound = phase === 'Bound';
	return {
		glyph: isBound ? theme.glyphs.running : phase === 'Terminating' ? theme.glyphs.ending : theme.glyphs.pending,
		role: isBound ? 'good' : 'busy',
		status: [phase, size].filter(Boolean).join(' '),
		place: claim.spec?.volumeName ?? '',
	};
}
