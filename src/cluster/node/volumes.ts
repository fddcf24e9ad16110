import type {IVolume} from 'kubernetes-models/v1/Volume';
import {type Directory, resolvePath} from '../../shell/files.ts';
import type {Clock} from '../clock.ts';
import type {PersistentVolume, PersistentVolumeClaim} from '../objects.ts';
import {CLAIM_PROTECTION} from '../storage/storage-names.ts';
import {ContainerConfigError, type EnvironmentSource} from './environment.ts';
import {checkHostPath} from './host-paths.ts';
import {delay, type Steps} from './pause.ts';
import {fill, volumeFiles} from './volume-files.ts';

/** Directories that outlive a Pod: one for each PersistentVolume and one tree for each node. */
export interface LastingDirectories {
	ofVolume(volumeName: string): Directory;
	/** The node's own files. */
	ofNode(): Directory;
	/** For directories that end with a Pod. */
	make(): Directory;
}

/** What lies behind a volume's name: a directory, or a path in one that is more than the volume. */
export interface VolumeContents {
	readonly directory: Directory;
	readonly path?: string;
}

/** Where the provisioner's directories lie. They are kept by volume, since they outlive their nodes' files here. */
const PROVISIONED = '/var/local-path-provisioner/';
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 122_000;
/** A Pod whose claims can't be found is looked at again after 10 to 15 s. */
const CLAIM_RETRY_MS = 12_500;

/**
 * Mounts the volumes of a Pod, again and again until it works: at growing intervals what can't be set up, at steady ones what isn't even
 * known because of a claim.
 *
 * @param onFailure told every message of a `FailedMount` event. After two minutes the kubelet begins anew, without an event of its own.
 */
export function* mountVolumes(volumes: PodVolumes, clock: Clock, onFailure: (message: string) => void): Steps {
	for (let retryMs = FIRST_RETRY_MS; ; ) {
		const problem = volumes.claimProblem();
		const failures = problem === undefined ? volumes.mount() : [problem];
		for (const message of failures) onFailure(message);
		if (failures.length === 0) return;
		yield delay(clock, problem === undefined ? retryMs : CLAIM_RETRY_MS);
		if (problem === undefined) retryMs = Math.min(2 * retryMs, MAX_RETRY_MS);
	}
}

/** The volumes of one Pod. Contents are made when a container first looks into them. */
export class PodVolumes {
	#made: Map<string, VolumeContents> | undefined;

	constructor(
		private source: EnvironmentSource,
		private readonly lasting: LastingDirectories,
	) {}

	/** Why the kubelet doesn't know what some volumes are; undefined if all claims are there and bound. */
	claimProblem(): string | undefined {
		const {namespace} = this.source.pod.metadata;
		const failed: string[] = [];
		const errors: string[] = [];
		for (const volume of this.#mounted()) {
			const claimName = this.#claimName(volume);
			const problem = claimName === undefined ? undefined : this.#problemOf(claimName);
			if (problem === undefined) continue;
			failed.push(volume.name);
			errors.push(`error processing PVC ${namespace}/${claimName}: ${problem}`);
		}
		if (failed.length === 0) return undefined;
		const names = failed.sort().join(' ');
		const lists = `unmounted volumes=[${names}], unattached volumes=[], failed to process volumes=[${names}]`;
		return `Unable to attach or mount volumes: ${lists}: ${errors.join('; ')}`;
	}

	/** Sets up everything the containers mount. Returns what went wrong, volume by volume. */
	mount(): string[] {
		return this.#mounted().flatMap(volume => {
			try {
				volumeFiles(volume, this.source);
				this.#checkHostPath(volume);
				return [];
			} catch (error) {
				if (!(error instanceof ContainerConfigError)) throw error;
				const name = this.#persistentVolume(volume)?.metadata.name ?? volume.name;
				return [`MountVolume.SetUp failed for volume "${name}" : ${error.message}`];
			}
		});
	}

	/** What a container sees of the volume of a name. */
	contents(name: string): VolumeContents {
		const known = this.#made?.get(name);
		if (known) return known;
		const volume = this.source.pod.spec.volumes?.find(volume => volume.name === name);
		const made = volume ? this.#make(volume) : {directory: this.lasting.make()};
		this.#made ??= new Map();
		this.#made.set(name, made);
		return made;
	}

	/** Brings new values of ConfigMaps and Secrets into the files that were made of them. */
	update(source: EnvironmentSource): void {
		this.source = source;
		for (const volume of source.pod.spec.volumes ?? []) {
			const directory = this.#made?.get(volume.name)?.directory;
			if (!directory || !(volume.configMap || volume.secret || volume.projected || volume.downwardAPI)) continue;
			try {
				fill(directory, volumeFiles(volume, this.source));
			} catch (error) {
				// What was deleted meanwhile stays as it was mounted.
				if (!(error instanceof ContainerConfigError)) throw error;
			}
		}
	}

	/** `ConfigMap/namespace/name` and `Secret/…` that the volumes are made of. */
	references(): string[] {
		const {namespace} = this.source.pod.metadata;
		return (this.source.pod.spec.volumes ?? []).flatMap(({configMap, secret, projected}) => [
			...(configMap ? [`ConfigMap/${namespace}/${configMap.name}`] : []),
			...(secret ? [`Secret/${namespace}/${secret.secretName}`] : []),
			...(projected?.sources ?? []).flatMap(part => [
				...(part.configMap ? [`ConfigMap/${namespace}/${part.configMap.name}`] : []),
				...(part.secret ? [`Secret/${namespace}/${part.secret.name}`] : []),
			]),
		]);
	}

	// A kubelet mounts only what a container asks for.
	#mounted(): IVolume[] {
		const {containers, initContainers = [], volumes = []} = this.source.pod.spec;
		if (volumes.length === 0) return [];
		const names = new Set([...initContainers, ...containers].flatMap(c => (c.volumeMounts ?? []).map(m => m.name)));
		return volumes.filter(({name}) => names.has(name));
	}

	#make(volume: IVolume): VolumeContents {
		if (volume.hostPath) return this.#ofNode(volume.hostPath.path);
		const claim = this.#claimName(volume);
		if (claim !== undefined) {
			const persistent = this.#persistentVolume(volume);
			const path = persistent?.spec.hostPath?.path ?? persistent?.spec.local?.path;
			if (path && !path.startsWith(PROVISIONED)) return this.#ofNode(path);
			return {directory: this.lasting.ofVolume(persistent?.metadata.name ?? claim)};
		}
		const directory = this.lasting.make();
		fill(directory, volumeFiles(volume, this.source));
		return {directory};
	}

	#ofNode(path: string): VolumeContents {
		const directory = this.lasting.ofNode();
		const clean = resolvePath('/', path);
		if (!directory.stat(clean)) directory.makeDirectory(clean, {parents: true});
		return {directory, path: clean};
	}

	#claimName({persistentVolumeClaim, ephemeral, name}: IVolume): string | undefined {
		if (persistentVolumeClaim) return persistentVolumeClaim.claimName;
		return ephemeral ? `${this.source.pod.metadata.name}-${name}` : undefined;
	}

	#claim(name: string): PersistentVolumeClaim | undefined {
		const {store, pod} = this.source;
		return store.get('PersistentVolumeClaim', `${pod.metadata.namespace}/${name}`);
	}

	#persistentVolume(volume: IVolume): PersistentVolume | undefined {
		const name = this.#claimName(volume);
		const bound = name === undefined ? undefined : this.#claim(name)?.spec.volumeName;
		return bound ? this.source.store.get('PersistentVolume', bound) : undefined;
	}

	#problemOf(claimName: string): string | undefined {
		const claim = this.#claim(claimName);
		if (!claim) return `failed to fetch PVC from API server: persistentvolumeclaims "${claimName}" not found`;
		if (claim.metadata.deletionTimestamp && !claim.metadata.finalizers?.includes(CLAIM_PROTECTION))
			return 'PVC is being deleted';
		if (claim.status.phase !== 'Bound') return 'PVC is not bound';
		const {volumeName = ''} = claim.spec;
		if (this.source.store.get('PersistentVolume', volumeName)) return undefined;
		return `failed to fetch PV ${volumeName} from API server: persistentvolumes "${volumeName}" not found`;
	}

	#checkHostPath(volume: IVolume): void {
		const hostPath = volume.hostPath ?? this.#persistentVolume(volume)?.spec.hostPath;
		if (!hostPath || hostPath.path.startsWith(PROVISIONED)) return;
		checkHostPath(this.lasting.ofNode(), hostPath.path, hostPath.type);
	}
}
