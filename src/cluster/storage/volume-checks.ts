import type {FieldError} from '../api-error.ts';
import {validateNodeSelector} from '../core/affinity-validation.ts';
import {dnsSubdomain, supportedValue} from '../core/field-checks.ts';
import {validateHostPath, validateNfs} from '../core/volume-validation.ts';
import {forbidden, invalid, notSupported, required} from '../field-error.ts';
import type {PersistentVolume} from '../objects.ts';
import {specDiff} from '../spec-diff.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {ACCESS_MODES, positiveQuantity, VOLUME_MODES} from './claim-validation.ts';

type Spec = PersistentVolume['spec'];

// What a volume can be made of, in the order in which Kubernetes looks.
const SOURCES = [
	'hostPath',
	'gcePersistentDisk',
	'awsElasticBlockStore',
	'glusterfs',
	'flocker',
	'nfs',
	'rbd',
	'quobyte',
	'cephfs',
	'iscsi',
	'cinder',
	'fc',
	'flexVolume',
	'azureFile',
	'vsphereVolume',
	'photonPersistentDisk',
	'portworxVolume',
	'azureDisk',
	'scaleIO',
	'local',
	'storageos',
	'csi',
] as const satisfies readonly (keyof Spec)[];

export function validateVolume({spec}: PersistentVolume): FieldError[] {
	const {accessModes = [], capacity = {}, nodeAffinity, storageClassName, volumeMode} = spec;
	const errors = accessModes.length > 0 ? [] : [required('spec.accessModes')];
	for (const mode of accessModes) {
		if (!ACCESS_MODES.includes(mode)) errors.push(notSupported('spec.accessModes', mode, ACCESS_MODES));
	}
	const isExclusive = accessModes.includes('ReadWriteOncePod');
	if (isExclusive && accessModes.some(mode => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode))) {
		errors.push(forbidden('spec.accessModes', 'may not use ReadWriteOncePod with other access modes'));
	}
	const amounts = Object.entries(capacity);
	if (amounts.length === 0) errors.push(required('spec.capacity'));
	if (capacity.storage === undefined || amounts.length > 1) {
		errors.push(notSupported('spec.capacity', amounts.length > 0 ? capacity : null, ['storage']));
	}
	for (const [name, amount] of amounts) errors.push(...positiveQuantity(`spec.capacity[${name}]`, String(amount)));
	const reclaim = spec.persistentVolumeReclaimPolicy || undefined;
	errors.push(...supportedValue('spec.persistentVolumeReclaimPolicy', reclaim, ['Delete', 'Recycle', 'Retain']));
	if (nodeAffinity && !nodeAffinity.required) {
		errors.push(required('spec.nodeAffinity.required', 'must specify required node constraints'));
	} else if (nodeAffinity?.required) {
		errors.push(...validateNodeSelector(nodeAffinity.required, 'spec.nodeAffinity.required'));
	}
	errors.push(...validateSources(spec));
	if (storageClassName) errors.push(...dnsSubdomain('spec.storageClassName', storageClassName));
	return [...errors, ...supportedValue('spec.volumeMode', volumeMode, VOLUME_MODES)];
}

/** Problems of a change of a volume: what it is made of stays. */
export function validateVolumeUpdate(volume: PersistentVolume, previous: PersistentVolume): FieldError[] {
	const errors = validateVolume(volume);
	const before = sourceOf(previous.spec);
	const after = sourceOf(volume.spec);
	if (!semanticallyEqual(after, before)) {
		const text = `spec.persistentvolumesource is immutable after creation\n${specDiff(before, after)}`;
		errors.push(forbidden('spec.persistentvolumesource', text));
	}
	if (volume.spec.volumeMode !== previous.spec.volumeMode) {
		errors.push(invalid('volumeMode', volume.spec.volumeMode, 'field is immutable'));
	}
	const {nodeAffinity} = previous.spec;
	if (nodeAffinity && !semanticallyEqual(volume.spec.nodeAffinity, nodeAffinity)) {
		const text = 'field is immutable, except for updating from beta label to GA';
		errors.push(invalid('nodeAffinity', volume.spec.nodeAffinity, text));
	}
	return errors;
}

function sourceOf(spec: Spec): Partial<Spec> {
	return Object.fromEntries(SOURCES.filter(name => spec[name] !== undefined).map(name => [name, spec[name]]));
}

function validateSources(spec: Spec): FieldError[] {
	const [first, ...others] = SOURCES.filter(name => spec[name] !== undefined);
	if (!first) return [required('spec', 'must specify a volume type')];
	const path = `spec.${first}`;
	const errors: FieldError[] = [];
	if (first === 'hostPath') errors.push(...validateHostPath(spec.hostPath, path));
	if (first === 'nfs') errors.push(...validateNfs(spec.nfs, path));
	if (first === 'csi') {
		if (!spec.csi?.driver) errors.push(required(`${path}.driver`));
		if (!spec.csi?.volumeHandle) errors.push(required(`${path}.volumeHandle`));
	}
	if (first === 'local') {
		if (!spec.local?.path) errors.push(required(`${path}.path`));
		// A directory of one node makes sense only together with the name of that node.
		if (!spec.nodeAffinity) errors.push(required('spec.nodeAffinity', 'Local volume requires node affinity'));
	}
	const surplus = others.map(name => forbidden(`spec.${name}`, 'may not specify more than 1 volume type'));
	return [...errors, ...surplus];
}
