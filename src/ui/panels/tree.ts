import {formatAge} from '../../cluster/duration.ts';
import {controllerOf, type Kind, type KubeObject, type Objects, type Pod, type Service} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';
import {parseTime} from '../../shell/calendar.ts';
import {clip, fitted, type Line, line, widthOf} from '../line.ts';
import type {Role, Theme} from '../theme.ts';
import {containerLooks, podLook} from './look.ts';
import {ROOT_KINDS, shortName} from './names.ts';
import {type PanelInput, recentlyChanged} from './panel.ts';

/** Owners and what they own: Deployment → ReplicaSets → Pods → containers, and Services with their endpoints; at most `height` rows. */
export function treePanel(input: PanelInput, width: number, height: number): Line[] {
	const rows = treeRows(input);
	if (rows.length === 0) return [line({text: input.text.panels.emptyTree, role: 'muted'})];
	const recent = recentlyChanged(input.changes, input.nowMs);
	const shown = (rows.length > height ? rows.slice(0, height - 1) : rows).map(describe => describe());
	const nameCells = Math.min(
		Math.max(...shown.map(row => widthOf(row.branch + row.name) + 3)),
		Math.floor(width * 0.5),
	);
	const readyCells = Math.max(...shown.map(row => widthOf(row.ready)));
	const drawn = shown.map(row => drawRow(row, {width, nameCells, readyCells, recent, input}));
	if (shown.length < rows.length)
		drawn.push(line({text: input.text.panels.more(rows.length - shown.length), role: 'muted'}));
	return drawn;
}

interface TreeRow {
	readonly branch: string;
	readonly glyph: string;
	readonly role: Role;
	readonly name: string;
	readonly ready: string;
	readonly status: string;
	/** Where and since when; dropped first when the panel is narrow. */
	readonly place: string;
	readonly age: string;
	readonly uid?: string;
}

const OWNED_KINDS: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
	Deployment: ['ReplicaSet'],
	CronJob: ['Job'],
	ReplicaSet: ['Pod'],
	ReplicationController: ['Pod'],
	StatefulSet: ['Pod'],
	DaemonSet: ['Pod'],
	Job: ['Pod'],
};

// Rows are described when they are drawn; of thousands of Pods only those that fit are looked at.
type LazyRow = () => TreeRow;

function treeRows(input: PanelInput): LazyRow[] {
	const rows: LazyRow[] = [];
	for (const namespace of shownNamespaces(input.store)) {
		const before = rows.length;
		for (const kind of ROOT_KINDS) {
			for (const object of input.store.list(kind, namespace)) {
				if (controllerOf(object) || isBuiltIn(object)) continue;
				addObject(rows, object, '', '', input);
			}
		}
		if (rows.length > before && namespace !== 'default') rows.splice(before, 0, () => namespaceRow(namespace));
	}
	return rows;
}

function shownNamespaces(store: Store): string[] {
	const names = store.list('Namespace').map(namespace => namespace.metadata.name);
	return ['default', ...names.filter(name => name !== 'default' && !name.startsWith('kube-')).sort()];
}

function namespaceRow(name: string): TreeRow {
	return {branch: '', glyph: '', role: 'title', name: `namespace/${name}`, ready: '', status: '', place: '', age: ''};
}

// The Service of the API server itself is no work of the learner's.
function isBuiltIn(object: KubeObject): boolean {
	return object.kind === 'Service' && object.metadata.namespace === 'default' && object.metadata.name === 'kubernetes';
}

function addObject(rows: LazyRow[], object: KubeObject, branch: string, trunk: string, input: PanelInput): void {
	const {theme} = input;
	rows.push(() => ({...describeObject(object, input), branch, uid: object.metadata.uid}));
	const children = (OWNED_KINDS[object.kind] ?? []).flatMap((kind): KubeObject[] =>
		input.store.ownedBy(kind, object.metadata.uid),
	);
	const visible = object.kind === 'Deployment' ? children.filter(isLiveReplicaSet) : children;
	visible.forEach((child, index) => {
		const isLast = index === visible.length - 1;
		addObject(
			rows,
			child,
			trunk + (isLast ? theme.glyphs.lastBranch : theme.glyphs.branch),
			trunk + (isLast ? '   ' : theme.glyphs.trunk),
			input,
		);
	});
	if (object.kind === 'Pod') addContainers(rows, object, trunk, input);
}

// Old ReplicaSets without Pods are history, not structure.
function isLiveReplicaSet(object: KubeObject): boolean {
	return object.kind !== 'ReplicaSet' || (object.spec.replicas ?? 0) > 0 || (object.status.replicas ?? 0) > 0;
}

function addContainers(rows: LazyRow[], pod: Pod, trunk: string, {theme}: PanelInput): void {
	const count = pod.spec.containers.length + (pod.spec.initContainers?.length ?? 0);
	if (count < 2 && controllerOf(pod)) return;
	for (let index = 0; index < count; index++) {
		const branch = trunk + (index === count - 1 ? theme.glyphs.lastBranch : theme.glyphs.branch);
		rows.push(() => {
			const {glyph, role, name, text: status} = containerLooks(pod, theme.glyphs)[index]!;
			return {branch, glyph, role, name, ready: '', status, place: '', age: ''};
		});
	}
}

function describeObject(object: KubeObject, input: PanelInput): Omit<TreeRow, 'branch' | 'uid'> {
	const age = formatAge(input.nowMs - parseTime(object.metadata.creationTimestamp));
	const row = {
		glyph: '',
		role: 'accent' as Role,
		name: shortName(object.kind, object.metadata.name),
		ready: '',
		status: '',
		place: '',
		age,
	};
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
		case 'StatefulSet':
			return {...row, ready: ready(object.status.readyReplicas, object.spec.replicas)};
		case 'DaemonSet':
			return {...row, ready: ready(object.status.numberReady, object.status.desiredNumberScheduled)};
		case 'Job':
			return {
				...row,
				ready: ready(object.status.succeeded, object.spec.completions),
				status: object.status.conditions?.find(condition => condition.status === 'True')?.type ?? '',
			};
		case 'CronJob':
			return {...row, status: object.spec.suspend ? 'Suspended' : object.spec.schedule};
		case 'Service':
			return {...row, ...describeService(object, input.store, input.theme)};
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

function deploymentStatus(deployment: Objects['Deployment']): string {
	const progressing = deployment.status.conditions?.find(condition => condition.type === 'Progressing');
	if (deployment.spec.paused) return 'Paused';
	if (progressing?.status === 'False') return progressing.reason ?? '';
	return progressing && progressing.reason !== 'NewReplicaSetAvailable' ? 'Progressing' : '';
}

function describeService(service: Service, store: Store, theme: Theme): Partial<TreeRow> {
	const slices = store.withLabel(
		'EndpointSlice',
		service.metadata.namespace ?? '',
		'kubernetes.io/service-name',
		service.metadata.name,
	);
	const readyEndpoints = slices
		.flatMap(slice => slice.endpoints)
		.filter(endpoint => endpoint?.conditions?.ready !== false).length;
	const ports = (service.spec.ports ?? []).map(port => port.port).join(',');
	const address =
		service.spec.type === 'ExternalName'
			? service.spec.externalName
			: service.spec.clusterIP === 'None'
				? 'headless'
				: `${service.spec.clusterIP}${ports && `:${ports}`}`;
	return {status: `${address} ${theme.glyphs.arrow} ${readyEndpoints}`, role: readyEndpoints > 0 ? 'accent' : 'busy'};
}

interface RowLayout {
	readonly width: number;
	readonly nameCells: number;
	readonly readyCells: number;
	readonly recent: ReadonlySet<string>;
	readonly input: PanelInput;
}

function drawRow(row: TreeRow, {width, nameCells, readyCells, recent, input}: RowLayout): Line {
	const glyph = row.glyph ? `${row.glyph} ` : '';
	const name = line(
		{text: row.branch, role: 'border'},
		{text: glyph, role: row.role},
		{text: row.name, bold: row.branch === '', ...(row.glyph ? {} : {role: row.role})},
	);
	const changed = row.uid !== undefined && recent.has(row.uid);
	const left: Line = [
		...fitted(name, nameCells),
		...line(' ', {text: row.ready.padEnd(readyCells)}, ' ', {text: row.status, ...(row.glyph ? {role: row.role} : {})}),
	];
	const right = [row.place, row.age].filter(Boolean).join('  ');
	const mark = changed ? line({text: ` ${input.theme.glyphs.pointer}`, role: 'changed'}) : line('  ');
	const tail: Line = [...line({text: right, role: 'muted'}), ...mark];
	const room = width - widthOf(right) - 3;
	return room < nameCells + readyCells + 4 ? clip(left, width) : [...fitted(clip(left, room), room + 1), ...tail];
}
