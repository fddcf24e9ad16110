import type {FieldError} from '../api-error.ts';
import {dnsSubdomain, supportedValue} from '../core/field-checks.ts';
import {forbidden, invalid, notSupported, required} from '../field-error.ts';
import type {PersistentVolumeClaim} from '../objects.ts';
import {canonicalQuantity, parseQuantity} from '../quantity.ts';
import {validateLabelSelector} from '../selectors.ts';

export const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
export const VOLUME_MODES = ['Block', 'Filesystem'];

/** Problems of the spec of a claim, also of one that a Pod or a StatefulSet makes from a template. */
export function validateClaimSpec(spec: PersistentVolumeClaim['spec'], path: string): FieldError[] {
	const {accessModes = [], selector, resources, storageClassName, volumeMode} = spec;
	const modesPath = `${path}.accessModes`;
	const errors = accessModes.length > 0 ? [] : [required(modesPath, 'at least 1 access mode is required')];
	if (selector) errors.push(...validateLabelSelector(selector, `${path}.selector`));
	for (const mode of accessModes) {
		if (!ACCESS_MODES.includes(mode)) errors.push(notSupported(modesPath, mode, ACCESS_MODES));
	}
	const supported = accessModes.filter(mode => ACCESS_MODES.includes(mode));
	if (supported.includes('ReadWriteOncePod') && supported.some(mode => mode !== 'ReadWriteOncePod')) {
		errors.push(forbidden(modesPath, 'may not use ReadWriteOncePod with other access modes'));
	}
	const storage = resources?.requests?.storage;
	const storagePath = `${path}.resources[storage]`;
	errors.push(...(storage === undefined ? [required(storagePath)] : positiveQuantity(storagePath, String(storage))));
	if (storageClassName) errors.push(...dnsSubdomain(`${path}.storageClassName`, storageClassName));
	return [...errors, ...supportedValue(`${path}.volumeMode`, volumeMode, VOLUME_MODES)];
}

/** An amount of storage that is more than nothing. */
export function positiveQuantity(path: string, quantity: string): FieldError[] {
	if (parseQuantity(quantity).nanos > 0n) return [];
	return [invalid(path, canonicalQuantity(quantity), 'must be greater than zero')];
}
