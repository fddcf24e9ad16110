import type {ControllerContext} from '../controller.ts';
import {keyOf, type PersistentVolumeClaim, type Pod} from '../objects.ts';
import {chooseNode, findVolumeFor, isBound, matchesNode, waitsForConsumer} from '../storage/volume-binding.ts';
import type {NodeInfo} from './node-info.ts';

/** What a Pod's claims mean for its scheduling. */
export interface VolumeCheck {
	/** Why no node at all can be tried. */
	readonly problem?: string;
	/** Why a node doesn't suit the Pod's volumes; absent when every node does. */
	readonly filter?: (info: NodeInfo) => readonly string[];
}

const NODE_CONFLICT = "node(s) didn't match PersistentVolume's node affinity";
const BIND_CONFLICT = "node(s) didn't find available persistent volumes to bind";

/** Claims of Pods: which nodes they allow, and Pods whose node is chosen while their volumes are still made. */
export class PodVolumes {
	readonly #preparing = new Map<string, {key: string; node: string}>();
	#changed = false;

	constructor(private readonly context: ControllerContext) {}

	get hasWork(): boolean {
		return this.#changed && this.#preparing.size > 0;
	}

	changed(): void {
		this.#changed = true;
	}

	/** Ends the preparation for a Pod. Returns the node that was meant for it, if there was one. */
	forget(podUid: string): string | undefined {
		const node = this.#preparing.get(podUid)?.node;
		this.#preparing.delete(podUid);
		return node;
	}

	check(pod: Pod): VolumeCheck {
		const names = claimNames(pod);
		if (names.length === 0) return {};
		const {store} = this.context;
		const claims: PersistentVolumeClaim[] = [];
		for (const name of names) {
			const claim = store.get('PersistentVolumeClaim', `${pod.metadata.namespace}/${name}`);
			if (!claim) return {problem: `persistentvolumeclaim "${name}" not found`};
			if (claim.metadata.deletionTimestamp) return {problem: `persistentvolumeclaim "${name}" is being deleted`};
			if (claim.status.phase === 'Lost')
				return {
					problem: `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName}"`,
				};
			claims.push(claim);
		}
		if (claims.some(claim => !isBound(claim) && !waitsForConsumer(claim, store)))
			return {problem: 'pod has unbound immediate PersistentVolumeClaims'};
		return {filter: info => this.#conflicts(claims, info)};
	}

	/** Makes the volumes for the chosen node; false when nothing has to be waited for. */
	reserve(pod: Pod, info: NodeInfo): boolean {
		const unbound = this.#claims(pod).filter(claim => !isBound(claim));
		if (unbound.length === 0) return false;
		this.#preparing.set(pod.metadata.uid, {key: keyOf(pod), node: info.name});
		for (const claim of unbound) chooseNode(this.context, claim, info.node);
		this.#changed = true;
		return true;
	}

	/** Pods whose volumes are all bound by now, with the node that was chosen for them. */
	takeReady(): {pod: Pod; node: string}[] {
		this.#changed = false;
		const ready: {pod: Pod; node: string}[] = [];
		for (const [uid, {key, node}] of this.#preparing) {
			const pod = this.context.store.get('Pod', key);
			if (pod?.metadata.uid === uid && !this.#claims(pod).every(isBound)) continue;
			this.#preparing.delete(uid);
			if (pod?.metadata.uid === uid) ready.push({pod, node});
		}
		return ready;
	}

	#claims(pod: Pod): PersistentVolumeClaim[] {
		return claimNames(pod).flatMap(
			name => this.context.store.get('PersistentVolumeClaim', `${pod.metadata.namespace}/${name}`) ?? [],
		);
	}

	#conflicts(claims: readonly PersistentVolumeClaim[], info: NodeInfo): string[] {
		const {store} = this.context;
		const reasons = new Set<string>();
		for (const claim of claims) {
			if (isBound(claim)) {
				const volume = store.get('PersistentVolume', claim.spec.volumeName ?? '');
				if (volume && !matchesNode(volume, info.node)) reasons.add(NODE_CONFLICT);
			} else if (!findVolumeFor(claim, info.node, store)) reasons.add(BIND_CONFLICT);
		}
		return [...reasons];
	}
}

/** Names of the claims that a Pod mounts; an ephemeral volume's claim is named after Pod and volume. */
export function claimNames(pod: Pod): string[] {
	return (pod.spec.volumes ?? []).flatMap(volume => {
		if (volume.persistentVolumeClaim) return [volume.persistentVolumeClaim.claimName];
		return volume.ephemeral ? [`${pod.metadata.name}-${volume.name}`] : [];
	});
}
