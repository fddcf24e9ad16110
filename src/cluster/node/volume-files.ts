import type {IVolume} from 'kubernetes-models/v1/Volume';
import type {Directory} from '../../shell/files.ts';
import {
	ContainerConfigError,
	configMapData,
	containerResource,
	type EnvironmentSource,
	podField,
	secretData,
} from './environment.ts';

/** Files by relative path. */
export type VolumeFiles = Map<string, {text: string; mode: number | undefined}>;

interface Item {
	readonly key: string;
	readonly path: string;
	readonly mode?: number;
}

const MISSING_CONFIG_KEY = 'configmap references non-existent config key';
const MISSING_SECRET_KEY = 'references non-existent secret key';

/** The files of a volume that is made of other objects. Throws ContainerConfigError when one of them is missing. */
export function volumeFiles(
	{configMap, secret, downwardAPI, projected}: IVolume,
	source: EnvironmentSource,
): VolumeFiles {
	const files: VolumeFiles = new Map();
	if (configMap) {
		const data = configMapData(source, configMap.name ?? '', configMap.optional);
		project(files, data, configMap, MISSING_CONFIG_KEY);
	}
	if (secret) {
		const data = secretData(source, secret.secretName ?? '', secret.optional);
		project(files, data, secret, MISSING_SECRET_KEY);
	}
	for (const item of downwardAPI?.items ?? []) files.set(item.path, {text: downward(item, source), mode: item.mode});
	for (const part of projected?.sources ?? []) {
		if (part.configMap) {
			const data = configMapData(source, part.configMap.name ?? '', part.configMap.optional);
			project(files, data, {...part.configMap, defaultMode: projected?.defaultMode}, MISSING_CONFIG_KEY);
		}
		if (part.secret) {
			const data = secretData(source, part.secret.name ?? '', part.secret.optional);
			project(files, data, {...part.secret, defaultMode: projected?.defaultMode}, MISSING_SECRET_KEY);
		}
		for (const item of part.downwardAPI?.items ?? [])
			files.set(item.path, {text: downward(item, source), mode: item.mode});
	}
	return files;
}

function downward(
	item: NonNullable<NonNullable<IVolume['downwardAPI']>['items']>[number],
	source: EnvironmentSource,
): string {
	if (item.fieldRef) return podField(item.fieldRef.fieldPath, source);
	const {resourceFieldRef} = item;
	const container = source.pod.spec.containers.find(({name}) => name === resourceFieldRef?.containerName);
	return resourceFieldRef && container ? containerResource(resourceFieldRef, container, source.node) : '';
}

// All keys under their own names, or the wanted ones under the wanted paths.
function project(
	files: VolumeFiles,
	data: Record<string, string> | undefined,
	{
		items,
		optional,
		defaultMode,
	}: {items?: readonly Item[] | undefined; optional?: boolean | undefined; defaultMode?: number | undefined},
	missing: string,
): void {
	if (!items) {
		for (const key of Object.keys(data ?? {}).sort()) files.set(key, {text: data![key]!, mode: defaultMode});
		return;
	}
	for (const {key, path, mode = defaultMode} of items) {
		const text = data && Object.hasOwn(data, key) ? data[key] : undefined;
		if (text !== undefined) files.set(path, {text, mode});
		else if (!optional) throw new ContainerConfigError(`${missing}: ${key}`);
	}
}

/** Makes the files of a directory exactly those that are wanted. */
export function fill(directory: Directory, files: VolumeFiles): void {
	for (const name of directory.list('/')) if (!files.has(name)) directory.remove(`/${name}`, {recursive: true});
	for (const [path, {text, mode}] of files) {
		const slash = path.lastIndexOf('/');
		if (slash > 0) directory.makeDirectory(`/${path.slice(0, slash)}`, {parents: true});
		directory.write(`/${path}`, text, mode === undefined ? {} : {mode});
	}
}
