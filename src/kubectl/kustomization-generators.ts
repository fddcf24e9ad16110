import type {Json} from '../cluster/api.ts';
import {resolvePath} from '../shell/files.ts';
import type {Process} from '../shell/program.ts';
import {encodeBase64} from './base64.ts';
import {CommandError} from './command.ts';
import {contentHash} from './content-hash.ts';
import {goJson} from './printers/json.ts';

type JsonMap = {readonly [key: string]: Json};

/** ConfigMaps and Secrets that a kustomization generates; their names end in a hash of their content unless that is turned off. */
export function generatedObjects(process: Process, folder: string, config: JsonMap): JsonMap[] {
	const options = isMap(config.generatorOptions) ? config.generatorOptions : {};
	return (['configMapGenerator', 'secretGenerator'] as const).flatMap(field =>
		listOf(config[field])
			.filter(isMap)
			.map(entry => generated(process, folder, entry, options, field === 'secretGenerator')),
	);
}

/** Objects with the names that generated and prefixed objects got, in the places where Pods and others refer to them. */
export function renamedReferences(objects: readonly JsonMap[], originals: readonly JsonMap[]): JsonMap[] {
	const names = new Map<string, string>();
	originals.forEach((original, index) => {
		const [before, after] = [nameOf(original), nameOf(objects[index]!)];
		if (before !== after) names.set(`${original.kind}/${before}`, after);
	});
	const cleaned = objects.map(object => {
		if (!isMap(object.metadata) || object.metadata['kubekata-original-name'] === undefined) return object;
		const {'kubekata-original-name': original, ...metadata} = object.metadata;
		names.set(`${object.kind}/${original}`, String(metadata.name));
		return {...object, metadata};
	});
	return names.size === 0 ? cleaned : cleaned.map(object => withNames(object, names) as JsonMap);
}

function generated(process: Process, folder: string, entry: JsonMap, options: JsonMap, secret: boolean): JsonMap {
	const own = isMap(entry.options) ? {...options, ...entry.options} : options;
	const data = readData(process, folder, entry);
	const values = Object.fromEntries([...data].map(([key, value]) => [key, secret ? encodeBase64(value) : value]));
	const name = String(entry.name ?? '');
	const kind = secret ? 'Secret' : 'ConfigMap';
	// kustomize leaves the name out, unlike `kubectl create --append-hash`.
	const hashedFields = {data: values, kind, name: '', ...(secret && {type: entry.type ?? 'Opaque'})};
	const hashed = own.disableNameSuffixHash === true ? name : `${name}-${contentHash(goJson(hashedFields))}`;
	return {
		apiVersion: 'v1',
		data: values,
		kind,
		metadata: {
			name: hashed,
			...(hashed !== name && {'kubekata-original-name': name}),
			...(isMap(own.labels) && {labels: own.labels}),
			...(isMap(own.annotations) && {annotations: own.annotations}),
		},
		...(secret && {type: entry.type ?? 'Opaque'}),
	};
}

function readData(process: Process, folder: string, entry: JsonMap): Map<string, string> {
	const data = new Map<string, string>();
	const read = (path: string) => {
		const absolute = resolvePath(folder, path);
		if (!process.files.stat(absolute)) throw new CommandError(`error: open ${absolute}: no such file or directory`);
		return process.files.read(absolute);
	};
	for (const literal of listOf(entry.literals)) {
		const [key = '', ...value] = String(literal).split('=');
		data.set(key, value.join('=').replace(/^(["'])(.*)\1$/s, '$2'));
	}
	for (const file of listOf(entry.files)) {
		const [first = '', second] = String(file).split('=');
		data.set(second === undefined ? first.split('/').at(-1)! : first, read(second ?? first));
	}
	for (const file of [...listOf(entry.envs), ...(entry.env ? [entry.env] : [])]) {
		for (const line of read(String(file)).split('\n')) {
			const match = /^\s*([^#=\s][^=]*)=(.*)$/.exec(line);
			if (match) data.set(match[1]!, match[2]!);
		}
	}
	return data;
}

const REFERENCES: Readonly<Record<string, string>> = {
	configMapRef: 'ConfigMap',
	configMapKeyRef: 'ConfigMap',
	configMap: 'ConfigMap',
	secretRef: 'Secret',
	secretKeyRef: 'Secret',
	scaleTargetRef: '',
};

function withNames(value: Json, names: ReadonlyMap<string, string>): Json {
	if (Array.isArray(value)) return value.map(item => withNames(item, names));
	if (!isMap(value)) return value;
	const entries = Object.entries(value).map(([key, inner]) => {
		const kind = REFERENCES[key];
		if (kind !== undefined && isMap(inner) && typeof inner.name === 'string') {
			const name = names.get(`${kind || inner.kind}/${inner.name}`);
			return [key, name === undefined ? inner : {...inner, name}] as const;
		}
		if (key === 'secretName' && typeof inner === 'string') return [key, names.get(`Secret/${inner}`) ?? inner] as const;
		if (key === 'claimName' && typeof inner === 'string')
			return [key, names.get(`PersistentVolumeClaim/${inner}`) ?? inner] as const;
		if (key === 'serviceName' && typeof inner === 'string')
			return [key, names.get(`Service/${inner}`) ?? inner] as const;
		return [key, withNames(inner, names)] as const;
	});
	return Object.fromEntries(entries);
}

function nameOf(object: JsonMap): string {
	return isMap(object.metadata) ? String(object.metadata.name ?? '') : '';
}

function listOf(value: Json | undefined): readonly Json[] {
	return Array.isArray(value) ? value : [];
}

function isMap(value: Json | undefined): value is JsonMap {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
