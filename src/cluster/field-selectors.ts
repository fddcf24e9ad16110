import {ApiError} from './api-error.ts';
import type {Kind, KubeObject, Objects} from './objects.ts';

/** One term of a field selector. */
export interface FieldTerm {
	readonly field: string;
	readonly equal: boolean;
	readonly value: string;
}

/**
 * Parses `status.phase!=Running,spec.nodeName=worker-1` for a kind. Throws BadRequest with Kubernetes' texts for what can't be read and
 * for fields by which the kind can't be selected.
 */
export function parseFieldSelector(kind: Kind, selector: string): FieldTerm[] {
	const terms = splitTerms(selector)
		.sort()
		.filter(part => part !== '')
		.map(part => parseTerm(selector, part));
	for (const term of terms) checkField(kind, term.field);
	return terms;
}

/** Whether an object has all the values that the terms ask for. */
export function matchesFields(terms: readonly FieldTerm[], object: KubeObject): boolean {
	return terms.every(({field, equal, value}) => (fieldOf(object, field) === value) === equal);
}

type Fields<K extends Kind> = Readonly<Record<string, (object: Objects[K]) => unknown>>;

// Beside the name, which every kind has. Kinds that are missing here have name and namespace alone.
const FIELDS: {readonly [K in Kind]?: Fields<K>} = {
	Pod: {
		'spec.nodeName': ({spec}) => spec.nodeName,
		'spec.host': ({spec}) => spec.nodeName,
		'spec.restartPolicy': ({spec}) => spec.restartPolicy,
		'spec.schedulerName': ({spec}) => spec.schedulerName,
		'spec.serviceAccountName': ({spec}) => spec.serviceAccountName,
		'spec.hostNetwork': ({spec}) => spec.hostNetwork ?? false,
		'status.phase': ({status}) => status.phase,
		'status.podIP': ({status}) => status.podIP,
		'status.podIPs': ({status}) => status.podIPs?.map(({ip}) => ip).join(','),
		'status.nominatedNodeName': ({status}) => status.nominatedNodeName,
	},
	Node: {'spec.unschedulable': ({spec}) => spec.unschedulable ?? false},
	Namespace: {'status.phase': ({status}) => status.phase},
	Secret: {type: secret => secret.type},
	Service: {'spec.clusterIP': ({spec}) => spec.clusterIP, 'spec.type': ({spec}) => spec.type},
	ReplicationController: {'status.replicas': ({status}) => status.replicas ?? 0},
	ReplicaSet: {'status.replicas': ({status}) => status.replicas ?? 0},
	Job: {'status.successful': ({status}) => status.succeeded ?? 0},
	Event: {
		'involvedObject.kind': event => event.involvedObject.kind,
		'involvedObject.namespace': event => event.involvedObject.namespace,
		'involvedObject.name': event => event.involvedObject.name,
		'involvedObject.uid': event => event.involvedObject.uid,
		'involvedObject.apiVersion': event => event.involvedObject.apiVersion,
		'involvedObject.resourceVersion': event => event.involvedObject.resourceVersion,
		'involvedObject.fieldPath': event => event.involvedObject.fieldPath,
		reason: event => event.reason,
		reportingComponent: event => event.reportingComponent,
		source: event => event.source?.component || event.reportingComponent,
		type: event => event.type,
	},
};

const CLUSTER_SCOPED: readonly Kind[] = ['Node', 'Namespace'];

function checkField(kind: Kind, field: string): void {
	const own = FIELDS[kind];
	if (field === 'metadata.name' || (own && Object.hasOwn(own, field))) return;
	if (field === 'metadata.namespace' && !CLUSTER_SCOPED.includes(kind)) return;
	if (kind === 'Job') throw new ApiError('BadRequest', `field label "${field}" not supported for Job`);
	if (own && kind !== 'ReplicaSet') throw new ApiError('BadRequest', `field label not supported: ${field}`);
	const text = `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
	throw new ApiError('BadRequest', text);
}

function fieldOf(object: KubeObject, field: string): string {
	if (field === 'metadata.name') return object.metadata.name;
	if (field === 'metadata.namespace') return object.metadata.namespace ?? '';
	const read = (FIELDS[object.kind] as Fields<Kind> | undefined)?.[field];
	return String(read?.(object) ?? '');
}

// Commas that are escaped by a backslash belong to a value.
function splitTerms(selector: string): string[] {
	return selector.match(/(?:\\.|[^,\\])+|\\$/gs) ?? [];
}

function parseTerm(selector: string, term: string): FieldTerm {
	const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
	if (!match) {
		throw new ApiError('BadRequest', `invalid selector: '${selector}'; can't understand '${term}'`);
	}
	const [, field = '', operator, value = ''] = match;
	return {field, equal: operator !== '!=', value: unescaped(value)};
}

function unescaped(value: string): string {
	return value.replace(/\\(.?)|=/gs, (text, escaped: string | undefined) => {
		if (text === '=') {
			throw new ApiError('BadRequest', 'invalid field selector: unescaped character in value: 61');
		}
		if (escaped && '\\,='.includes(escaped)) return escaped;
		throw new ApiError('BadRequest', `invalid field selector: invalid escape sequence: ${text}`);
	});
}
