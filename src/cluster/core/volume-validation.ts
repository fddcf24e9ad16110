import type {FieldError} from '../api-error.ts';
import {duplicate, forbidden, invalid, required} from '../field-error.ts';
import {dnsSubdomainProblems} from '../name-rules.ts';
import {parseQuantity} from '../quantity.ts';
import {validateClaimSpec} from '../storage/claim-validation.ts';
import {validateFieldReference, validateResourceReference} from './environment-validation.ts';
import {annotations, dnsLabel, labels, supportedValue} from './field-checks.ts';
import {fileMode, noBacksteps, unreservedPath} from './path-checks.ts';
import type {DownwardApiFile, KeyToPath, ProjectedSource, Volume} from './pod-types.ts';

/**
 * Problems of the volumes of a Pod, and the volumes without problems by name: containers may mount those alone.
 * @param podName undefined in a template
 */
export function validateVolumes(
	volumes: readonly Volume[],
	podName: string | undefined,
	path: string,
): {errors: FieldError[]; usable: ReadonlyMap<string, Volume>} {
	const usable = new Map<string, Volume>();
	const errors: FieldError[] = [];
	const created = volumes.filter(({ephemeral}) => ephemeral).map(({name}) => `${podName}-${name}`);
	for (const [index, volume] of volumes.entries()) {
		const at = `${path}[${index}]`;
		const problems = validateSource(volume, podName, at);
		problems.push(...(volume.name ? dnsLabel(`${at}.name`, volume.name) : [required(`${at}.name`)]));
		if (usable.has(volume.name)) problems.push(duplicate(`${at}.name`, volume.name));
		if (problems.length === 0) usable.set(volume.name, volume);
		errors.push(...problems);
		const claimName = volume.persistentVolumeClaim?.claimName;
		if (podName && claimName && created.includes(claimName)) {
			const text = 'must not reference a PVC that gets created for an ephemeral volume';
			errors.push(invalid(`${at}.persistentVolumeClaim.claimName`, claimName, text));
		}
	}
	return {errors, usable};
}

// The kinds of volumes in the order in which Kubernetes looks for them: the first one counts, others are refused unread.
const SOURCES = [
	'emptyDir',
	'hostPath',
	'gitRepo',
	'gcePersistentDisk',
	'awsElasticBlockStore',
	'secret',
	'nfs',
	'iscsi',
	'glusterfs',
	'flocker',
	'persistentVolumeClaim',
	'rbd',
	'cinder',
	'cephfs',
	'quobyte',
	'downwardAPI',
	'fc',
	'flexVolume',
	'configMap',
	'azureFile',
	'vsphereVolume',
	'photonPersistentDisk',
	'portworxVolume',
	'azureDisk',
	'storageos',
	'projected',
	'scaleIO',
	'csi',
	'ephemeral',
	'image',
] as const satisfies readonly (keyof Volume)[];

function validateSource(volume: Volume, podName: string | undefined, path: string): FieldError[] {
	const [first, ...others] = SOURCES.filter(source => volume[source] !== undefined);
	if (!first) return [required(path, 'must specify a volume type')];
	const errors = validateOneSource(volume, first, podName, path);
	const named = (source: string) => (source === 'cephfs' ? 'cephFS' : source === 'downwardAPI' ? 'downwarAPI' : source);
	for (const source of others) {
		errors.push(forbidden(`${path}.${named(source)}`, 'may not specify more than 1 volume type'));
	}
	return errors;
}

function validateOneSource(
	volume: Volume,
	source: (typeof SOURCES)[number],
	podName: string | undefined,
	parent: string,
): FieldError[] {
	const path = `${parent}.${source}`;
	switch (source) {
		case 'emptyDir': {
			const {sizeLimit} = volume.emptyDir ?? {};
			if (sizeLimit === undefined || parseQuantity(String(sizeLimit)).nanos >= 0n) return [];
			return [forbidden(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')];
		}
		case 'hostPath':
			return validateHostPath(volume.hostPath, path);
		case 'nfs':
			return validateNfs(volume.nfs, path);
		case 'persistentVolumeClaim':
			return volume.persistentVolumeClaim?.claimName ? [] : [required(`${path}.claimName`)];
		case 'secret': {
			const {secretName, defaultMode, items} = volume.secret ?? {};
			const name = secretName ? [] : [required(`${path}.secretName`)];
			return [...name, ...fileMode(`${path}.defaultMode`, defaultMode), ...validateItems(items, path)];
		}
		case 'configMap': {
			const {name, defaultMode, items} = volume.configMap ?? {};
			const missing = name ? [] : [required(`${path}.name`)];
			return [...missing, ...fileMode(`${path}.defaultMode`, defaultMode), ...validateItems(items, path)];
		}
		case 'downwardAPI': {
			const {defaultMode, items} = volume.downwardAPI ?? {};
			return [
				...fileMode(`${path}.defaultMode`, defaultMode),
				...(items ?? []).flatMap(file => validateFile(file, path)),
			];
		}
		case 'projected':
			return validateProjected(volume.projected, path);
		case 'ephemeral':
			return validateEphemeral(volume, podName, parent);
		case 'csi':
			return volume.csi?.driver ? [] : [required(`${path}.driver`)];
		default:
			return [];
	}
}

const HOST_PATH_TYPES = [
	'',
	'BlockDevice',
	'CharDevice',
	'Directory',
	'DirectoryOrCreate',
	'File',
	'FileOrCreate',
	'Socket',
];

/** Problems of a directory of the node as a volume. */
export function validateHostPath(source: Volume['hostPath'], path: string): FieldError[] {
	if (!source?.path) return [required(`${path}.path`)];
	return [...noBacksteps(`${path}.path`, source.path), ...supportedValue(`${path}.type`, source.type, HOST_PATH_TYPES)];
}

/** Problems of a directory of a file server as a volume. */
export function validateNfs(source: Volume['nfs'], path: string): FieldError[] {
	const {server, path: directory = ''} = source ?? {};
	const errors: FieldError[] = [];
	if (!server) errors.push(required(`${path}.server`));
	if (!directory) errors.push(required(`${path}.path`));
	if (!directory.startsWith('/')) errors.push(invalid(`${path}.path`, directory, 'must be an absolute path'));
	return errors;
}

function validateItems(items: readonly KeyToPath[] | undefined, path: string): FieldError[] {
	return (items ?? []).flatMap(({key, path: target = '', mode}, index) => {
		const at = `${path}.items[${index}]`;
		return [
			...(key ? [] : [required(`${at}.key`)]),
			...(target ? [] : [required(`${at}.path`)]),
			...unreservedPath(`${at}.path`, target),
			...fileMode(`${at}.mode`, mode),
		];
	});
}

const FILE_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];

function validateFile(
	{path: target = '', fieldRef, resourceFieldRef, mode}: DownwardApiFile,
	path: string,
): FieldError[] {
	const errors = target ? [] : [required(`${path}.path`)];
	errors.push(...unreservedPath(`${path}.path`, target));
	if (fieldRef) {
		errors.push(...validateFieldReference(fieldRef, FILE_FIELDS, `${path}.fieldRef`));
		if (resourceFieldRef) {
			errors.push(invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'));
		}
	} else if (resourceFieldRef) {
		errors.push(...validateResourceReference(resourceFieldRef, true, `${path}.resourceFieldRef`));
	} else {
		errors.push(required(path, 'one of fieldRef and resourceFieldRef is required'));
	}
	return [...errors, ...fileMode(`${path}.mode`, mode)];
}

function validateProjected(source: Volume['projected'], path: string): FieldError[] {
	const errors = fileMode(`${path}.defaultMode`, source?.defaultMode);
	const taken = new Set<string>();
	const conflicts = (target: string, value: string): FieldError[] => {
		if (target === '' || !taken.has(target)) {
			taken.add(target);
			return [];
		}
		return [invalid(path, value, 'conflicting duplicate paths')];
	};
	for (const [index, projection] of (source?.sources ?? []).entries()) {
		errors.push(...validateProjection(projection, `${path}.sources[${index}]`, path, conflicts));
	}
	return errors;
}

function validateProjection(
	{secret, configMap, downwardAPI, serviceAccountToken}: ProjectedSource,
	at: string,
	volumePath: string,
	conflicts: (target: string, value: string) => FieldError[],
): FieldError[] {
	const errors: FieldError[] = [];
	for (const [kind, projection] of Object.entries({secret, configMap})) {
		if (!projection) continue;
		const {name = '', items} = projection;
		if (!name) errors.push(required(`${at}.${kind}.name`));
		errors.push(...validateItems(items, `${at}.${kind}`));
		for (const item of items ?? []) errors.push(...conflicts(item.path, name));
	}
	for (const file of downwardAPI?.items ?? []) {
		errors.push(...validateFile(file, `${at}.downwardAPI`), ...conflicts(file.path, file.path));
	}
	if (serviceAccountToken) {
		const {expirationSeconds = 3600, path: target} = serviceAccountToken;
		if (expirationSeconds < 600) {
			const text = 'may not specify a duration less than 10 minutes';
			errors.push(invalid(`${at}.serviceAccountToken.expirationSeconds`, expirationSeconds, text));
		}
		errors.push(...(target ? unreservedPath(`${volumePath}.path`, target) : [required(`${volumePath}.path`)]));
	}
	const given = [secret, configMap, downwardAPI, serviceAccountToken].filter(one => one !== undefined);
	if (given.length > 1) errors.push(forbidden(at, 'may not specify more than 1 volume type per source'));
	return errors;
}

function validateEphemeral({name, ephemeral}: Volume, podName: string | undefined, parent: string): FieldError[] {
	const path = `${parent}.ephemeral.volumeClaimTemplate`;
	const template = ephemeral?.volumeClaimTemplate;
	if (!template) return [required(path)];
	const claimName = `${podName}-${name}`;
	const nameProblems = podName && name ? dnsSubdomainProblems(claimName) : [];
	return [
		...annotations(`${path}.metadata.annotations`, template.metadata?.annotations),
		...labels(`${path}.metadata.labels`, template.metadata?.labels),
		...validateClaimSpec(template.spec, `${path}.spec`),
		...nameProblems.map(text => invalid(`${parent}.name`, name, `PVC name ${JSON.stringify(claimName)}: ${text}`)),
	];
}
