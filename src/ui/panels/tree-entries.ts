import type {ObjectReference} from '../../cluster/journal.ts';
import {referenceTo} from '../../cluster/journal.ts';
import {controllerOf, type Kind, type KubeObject, type Objects, type Pod, type Service} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';
import {containerLooks, podLook} from './look.ts';
import {ROOT_KINDS, shortName} from './names.ts';
import type {PanelInput} from './panel.ts';
import {describeObject, endpointsOf, plainRow, type ServiceEndpoint, type TreeRow} from './tree-rows.ts';

/** One row of the tree before it is drawn. Of thousands only those that fit are described. */
export interface TreeEntry {
	readonly key: string;
	readonly branch: string;
	/** Index of the entry above that this one belongs to; -1 at the top. */
	readonly parent: number;
	readonly object?: ObjectReference;
	/** Absent where nothing is below. */
	readonly fold?: {readonly uid: string; readonly isFolded: boolean};
	/** What a filter looks at. */
	readonly name: string;
	describe(input: PanelInput): TreeRow;
}

/** The rows of the tree from the top to the bottom, without what is folded or doesn't match the filter. */
export function treeEntries(input: PanelInput): readonly TreeEntry[] {
	const {store, filter, toggled, theme} = input;
	const causes = [store.version, filter, toggled, theme];
	const last = known.get(store);
	if (last && causes.every((cause, index) => cause === last.causes[index])) return last.entries;
	const entries = builtEntries(input);
	known.set(store, {causes, entries});
	return entries;
}

const known = new WeakMap<Store, {readonly causes: readonly unknown[]; readonly entries: readonly TreeEntry[]}>();

function builtEntries(input: PanelInput): TreeEntry[] {
	const builder = new TreeBuilder(input);
	for (const namespace of shownNamespaces(input.store)) builder.addNamespace(namespace);
	return input.filter ? matching(builder.entries, input.filter) : builder.entries;
}

const OWNED_KINDS: Readonly<Partial<Record<Kind, Kind>>> = {
	Deployment: 'ReplicaSet',
	CronJob: 'Job',
	ReplicaSet: 'Pod',
	ReplicationController: 'Pod',
	StatefulSet: 'Pod',
	DaemonSet: 'Pod',
	Job: 'Pod',
};

/** What is below a row. */
type Child =
	| {readonly kind: 'object'; readonly object: KubeObject}
	| {readonly kind: 'container'; readonly pod: Pod; readonly index: number}
	| {readonly kind: 'endpoint'; readonly endpoint: ServiceEndpoint; readonly service: Service};

class TreeBuilder {
	readonly entries: TreeEntry[] = [];

	constructor(private readonly input: PanelInput) {}

	addNamespace(namespace: string): void {
		const {store} = this.input;
		const first = this.entries.length;
		const ofStatefulSets = new Set(
			store.orphans('StatefulSet', namespace).flatMap(set => claimsOf(set, store).map(claim => claim.metadata.uid)),
		);
		for (const kind of ROOT_KINDS) {
			for (const object of store.orphans(kind, namespace)) {
				if (isBuiltIn(object) || ofStatefulSets.has(object.metadata.uid)) continue;
				if (this.entries.length === first && namespace !== 'default') this.#addHeading(namespace);
				this.#add({kind: 'object', object}, '', '', -1);
			}
		}
	}

	#addHeading(namespace: string): void {
		const name = `namespace/${namespace}`;
		this.entries.push({key: name, branch: '', parent: -1, name, describe: () => plainRow(name, 'title')});
	}

	#add(child: Child, branch: string, trunk: string, parent: number): void {
		const {glyphs} = this.input.theme;
		const uid = child.kind === 'object' ? child.object.metadata.uid : '';
		const children = child.kind === 'object' ? childrenOf(child.object, this.input) : [];
		const isFolded =
			child.kind === 'object' && isFoldedAtFirst(child.object) !== (this.input.toggled?.has(uid) ?? false);
		const index = this.entries.length;
		this.entries.push({
			...entryOf(child),
			branch,
			parent,
			...(children.length > 0 && {fold: {uid, isFolded}}),
		});
		// What is looked for is found in what is folded, too.
		if (isFolded && !this.input.filter) return;
		children.forEach((each, place) => {
			const isLast = place === children.length - 1;
			this.#add(
				each,
				trunk + (isLast ? glyphs.lastBranch : glyphs.branch),
				trunk + (isLast ? '   ' : glyphs.trunk),
				index,
			);
		});
	}
}

// The endpoints of a Service are Pods that stand in the tree already.
function isFoldedAtFirst({kind}: KubeObject): boolean {
	return kind === 'Service';
}

function entryOf(child: Child): Pick<TreeEntry, 'key' | 'name' | 'object' | 'describe'> {
	switch (child.kind) {
		case 'object': {
			const {object} = child;
			const {uid, name} = object.metadata;
			return {
				key: uid,
				name: shortName(object.kind, name),
				object: referenceTo(object),
				describe: input => describeObject(object, input),
			};
		}
		case 'container': {
			const {pod, index} = child;
			return {
				key: `${pod.metadata.uid}/${index}`,
				name: '',
				describe(input) {
					const {glyph, role, name, text: status} = containerLooks(pod, input.theme.glyphs)[index]!;
					return {...plainRow(name, role), glyph, status};
				},
			};
		}
		case 'endpoint':
			return endpointEntry(child.endpoint, child.service);
	}
}

function endpointEntry({address, pod: name, isReady}: ServiceEndpoint, service: Service) {
	return {
		key: `${service.metadata.uid}/${address}`,
		name: name ? `pod/${name}` : address,
		describe({theme, store, text}: PanelInput): TreeRow {
			const pod = name && store.get('Pod', `${service.metadata.namespace}/${name}`);
			const look = pod ? podLook(pod, theme.glyphs) : undefined;
			return {
				...plainRow(name ? `pod/${name}` : address, isReady ? 'good' : 'busy'),
				glyph: look?.glyph ?? (isReady ? theme.glyphs.running : theme.glyphs.starting),
				status: isReady ? address : `${address} ${text.panels.notReady}`,
			};
		},
	};
}

function childrenOf(object: KubeObject, {store}: PanelInput): Child[] {
	const kind = OWNED_KINDS[object.kind];
	const owned = kind ? store.ownedBy(kind, object.metadata.uid) : [];
	const objects = (list: readonly KubeObject[]) => list.map((each): Child => ({kind: 'object', object: each}));
	switch (object.kind) {
		case 'Deployment':
			return objects(owned.filter(isLiveReplicaSet));
		case 'StatefulSet':
			return objects([...owned, ...claimsOf(object, store).filter(claim => !podOf(claim, object, store))]);
		case 'Pod':
			return [...containers(object), ...objects(claimsOfPod(object, store))];
		case 'Service':
			return endpointsOf(object, store).map(endpoint => ({kind: 'endpoint', endpoint, service: object}));
		default:
			return objects(owned);
	}
}

// Old ReplicaSets without Pods are history, not structure.
function isLiveReplicaSet(object: KubeObject): boolean {
	return object.kind !== 'ReplicaSet' || (object.spec.replicas ?? 0) > 0 || (object.status.replicas ?? 0) > 0;
}

function containers(pod: Pod): Child[] {
	const count = pod.spec.containers.length + (pod.spec.initContainers?.length ?? 0);
	if (count < 2 && controllerOf(pod)) return [];
	return Array.from({length: count}, (_, index) => ({kind: 'container', pod, index}));
}

// The claims that a StatefulSet has made for its Pods; they stay when Pods go.
function claimsOf({spec, metadata}: Objects['StatefulSet'], store: Store): Objects['PersistentVolumeClaim'][] {
	const prefixes = (spec.volumeClaimTemplates ?? []).map(template => `${template.metadata?.name}-${metadata.name}-`);
	if (prefixes.length === 0) return [];
	return store
		.list('PersistentVolumeClaim', metadata.namespace ?? '')
		.filter(({metadata: {name}}) =>
			prefixes.some(prefix => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length))),
		);
}

function podOf(claim: Objects['PersistentVolumeClaim'], set: Objects['StatefulSet'], store: Store): Pod | undefined {
	const ordinal = /\d+$/.exec(claim.metadata.name)?.[0];
	return store.get('Pod', `${set.metadata.namespace}/${set.metadata.name}-${ordinal}`);
}

function claimsOfPod({spec, metadata}: Pod, store: Store): Objects['PersistentVolumeClaim'][] {
	return (spec.volumes ?? []).flatMap(({persistentVolumeClaim}) => {
		const claim =
			persistentVolumeClaim &&
			store.get('PersistentVolumeClaim', `${metadata.namespace}/${persistentVolumeClaim.claimName}`);
		return claim ? [claim] : [];
	});
}

function shownNamespaces(store: Store): string[] {
	const names = store.list('Namespace').map(namespace => namespace.metadata.name);
	return ['default', ...names.filter(name => name !== 'default' && !name.startsWith('kube-')).sort()];
}

// The Service of the API server itself is no work of the learner's.
function isBuiltIn(object: KubeObject): boolean {
	return object.kind === 'Service' && object.metadata.namespace === 'default' && object.metadata.name === 'kubernetes';
}

// What matches, what it belongs to, and what belongs to it.
function matching(entries: readonly TreeEntry[], filter: string): TreeEntry[] {
	const isKept = new Uint8Array(entries.length);
	entries.forEach(({name, parent}, index) => {
		const isMatch = name.toLowerCase().includes(filter);
		if (!isMatch) {
			if (parent >= 0 && isKept[parent] === BELOW) isKept[index] = BELOW;
			return;
		}
		isKept[index] = BELOW;
		for (let above = parent; above >= 0 && isKept[above] === 0; above = entries[above]!.parent) isKept[above] = ABOVE;
	});
	return entries.filter((_, index) => isKept[index] !== 0);
}

const ABOVE = 1;
const BELOW = 2;
