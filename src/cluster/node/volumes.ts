import type {IVolume} from 'kubernetes-models/v1/Volume';
import {type Directory, resolvePath} from '../../shell/files.ts';
import type {Clock} from '../clock.ts';
import {
	ContainerConfigError,
	configMapData,
	containerResource,
	type EnvironmentSource,
	podField,
	secretData,
} from './environment.ts';
import {delay, type Steps} from './pause.ts';

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

/** A volume can't be mounted; the message is what the `FailedMount` event shows. */
export class MountError extends Error {}

// Files by relative path.
type Files = Map<string, {text: string; mode: number | undefined}>;

interface Item {
	readonly key: string;
	readonly path: string;
	readonly mode?: number;
}

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 122_000;

/** Mounts the volumes of a Pod, again and again at growing intervals until it works. */
export function* mountVolumes(volumes: PodVolumes, clock: Clock, onFailure: (message: string) => void): Steps {
	for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(2 * retryMs, MAX_RETRY_MS)) {
		try {
			volumes.mount();
			return;
		} catch (error) {
			if (!(error instanceof MountError)) throw error;
			onFailure(error.message);
		}
		yield delay(clock, retryMs);
	}
}

/** The volumes of one Pod. Contents are made when a container first looks into them. */
export class PodVolumes {
	#made: Map<string, VolumeContents> | undefined;

	constructor(
		private source: EnvironmentSource,
		private readonly lasting: LastingDirectories,
	) {}

	/** Checks that everything the containers mount is there. Throws MountError. */
	mount(): void {
		for (const volume of this.#mounted()) {
			try {
				this.#contents(volume);
				this.#checkClaim(volume);
			} catch (error) {
				if (!(error instanceof ContainerConfigError)) throw error;
				throw new MountError(`MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`);
			}
		}
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
				fill(directory, this.#contents(volume));
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
			const {store, pod} = this.source;
			const bound = store.get('PersistentVolumeClaim', `${pod.metadata.namespace}/${claim}`)?.spec.volumeName;
			const persistent = bound ? store.get('PersistentVolume', bound) : undefined;
			const path = persistent?.spec.hostPath?.path ?? persistent?.spec.local?.path;
			if (path && !path.startsWith('/var/local-path-provisioner/')) return this.#ofNode(path);
			return {directory: this.lasting.ofVolume(bound ?? claim)};
		}
		const directory = this.lasting.make();
		fill(directory, this.#contents(volume));
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

	#checkClaim(volume: IVolume): void {
		const name = this.#claimName(volume);
		if (name === undefined) return;
		const {store, pod} = this.source;
		const claim = store.get('PersistentVolumeClaim', `${pod.metadata.namespace}/${name}`);
		if (!claim) throw new ContainerConfigError(`persistentvolumeclaims "${name}" not found`);
		if (claim.status.phase !== 'Bound') throw new ContainerConfigError(`PVC "${name}" is not bound`);
	}

	// Files of a volume that is made of other objects, by relative path.
	#contents({configMap, secret, downwardAPI, projected}: IVolume): Files {
		const files: Files = new Map();
		if (configMap) {
			const data = configMapData(this.source, configMap.name ?? '', configMap.optional);
			project(files, data, configMap);
		}
		if (secret) {
			const data = secretData(this.source, secret.secretName ?? '', secret.optional);
			project(files, data, secret);
		}
		for (const item of downwardAPI?.items ?? []) files.set(item.path, {text: this.#downward(item), mode: item.mode});
		for (const part of projected?.sources ?? []) {
			if (part.configMap) {
				const data = configMapData(this.source, part.configMap.name ?? '', part.configMap.optional);
				project(files, data, {...part.configMap, defaultMode: projected?.defaultMode});
			}
			if (part.secret) {
				const data = secretData(this.source, part.secret.name ?? '', part.secret.optional);
				project(files, data, {...part.secret, defaultMode: projected?.defaultMode});
			}
			for (const item of part.downwardAPI?.items ?? [])
				files.set(item.path, {text: this.#downward(item), mode: item.mode});
		}
		return files;
	}

	#downward(item: NonNullable<NonNullable<IVolume['downwardAPI']>['items']>[number]): string {
		if (item.fieldRef) return podField(item.fieldRef.fieldPath, this.source);
		const {resourceFieldRef} = item;
		const container = this.source.pod.spec.containers.find(({name}) => name === resourceFieldRef?.containerName);
		return resourceFieldRef && container ? containerResource(resourceFieldRef, container, this.source.node) : '';
	}
}

// All keys under their own names, or the wanted ones under the wanted paths.
function project(
	files: Files,
	data: Record<string, string> | undefined,
	{
		items,
		optional,
		defaultMode,
	}: {items?: readonly Item[] | undefined; optional?: boolean | undefined; defaultMode?: number | undefined},
): void {
	if (!items) {
		for (const key of Object.keys(data ?? {}).sort()) files.set(key, {text: data![key]!, mode: defaultMode});
		return;
	}
	for (const {key, path, mode = defaultMode} of items) {
		const text = data && Object.hasOwn(data, key) ? data[key] : undefined;
		if (text !== undefined) files.set(path, {text, mode});
		else if (!optional) throw new ContainerConfigError(`references non-existent config key: ${key}`);
	}
}

function fill(directory: Directory, files: Files): void {
	for (const name of directory.list('/')) if (!files.has(name)) directory.remove(`/${name}`, {recursive: true});
	for (const [path, {text, mode}] of files) {
		const slash = path.lastIndexOf('/');
		if (slash > 0) directory.makeDirectory(`/${path.slice(0, slash)}`, {parents: true});
		directory.write(`/${path}`, text, mode === undefined ? {} : {mode});
	}
}
