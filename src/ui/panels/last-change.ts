import type {JournalEntry} from '../../cluster/journal.ts';
import type {Kind, KubeObject} from '../../cluster/objects.ts';

/** The newest change of an object of the learner that still exists. */
export function newestOwnChange(changes: readonly JournalEntry[]): JournalEntry | undefined {
	const gone = new Set<string>();
	return changes.findLast(({change: {object, type}}) => {
		if (!isOwn(object)) return false;
		if (type === 'DELETED') gone.add(object.metadata.uid);
		return !gone.has(object.metadata.uid);
	});
}

// Kinds that come and go by the cluster's own doing.
const NOT_OWN: ReadonlySet<Kind> = new Set<Kind>([
	'Event',
	'Node',
	'Namespace',
	'Endpoints',
	'EndpointSlice',
	'ControllerRevision',
	'ServiceAccount',
	'StorageClass',
]);

function isOwn({kind, metadata: {name, namespace}}: KubeObject): boolean {
	if (NOT_OWN.has(kind) || namespace?.startsWith('kube-')) return false;
	if (kind === 'PriorityClass') return !name.startsWith('system-');
	return !(kind === 'Service' && name === 'kubernetes') && !(kind === 'ConfigMap' && name === 'kube-root-ca.crt');
}
