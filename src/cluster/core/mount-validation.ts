import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, notFound, required} from '../field-error.ts';
import {supportedValue} from './field-checks.ts';
import {descendingPath, noBacksteps} from './path-checks.ts';
import type {Container, Volume, VolumeMount} from './pod-types.ts';

/** Problems of the volume mounts of a container. @param volumes what can be mounted, by name */
export function validateVolumeMounts(
	container: Container,
	volumes: ReadonlyMap<string, Volume>,
	path: string,
): FieldError[] {
	const errors: FieldError[] = [];
	const devices = container.volumeDevices ?? [];
	const mountPaths = new Set<string>();
	for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
		const at = `${path}[${index}]`;
		const {name = '', mountPath = ''} = mount;
		if (!name) errors.push(required(`${at}.name`));
		if (!volumes.has(name)) errors.push(notFound(`${at}.name`, name));
		if (!mountPath) errors.push(required(`${at}.mountPath`));
		if (mountPaths.has(mountPath)) errors.push(invalid(`${at}.mountPath`, mountPath, 'must be unique'));
		mountPaths.add(mountPath);
		if (devices.some(device => device.name === name)) {
			errors.push(invalid(`${at}.name`, name, 'must not already exist in volumeDevices'));
		}
		if (devices.some(device => device.devicePath === mountPath)) {
			const text = 'must not already exist as a path in volumeDevices';
			errors.push(invalid(`${at}.mountPath`, mountPath, text));
		}
		errors.push(...validateSubPath(mount, at, path), ...validatePropagation(mount, container, path));
	}
	return errors;
}

/** Problems of the raw block devices of a container. */
export function validateVolumeDevices(
	container: Container,
	volumes: ReadonlyMap<string, Volume>,
	path: string,
): FieldError[] {
	const errors: FieldError[] = [];
	const mounts = container.volumeMounts ?? [];
	const names = new Set<string>();
	const devicePaths = new Set<string>();
	for (const [index, {name = '', devicePath = ''}] of (container.volumeDevices ?? []).entries()) {
		const at = `${path}[${index}]`;
		const volume = volumes.get(name);
		if (!name) errors.push(required(`${at}.name`));
		if (names.has(name)) errors.push(invalid(`${at}.name`, name, 'must be unique'));
		if (volume && !volume.persistentVolumeClaim && !volume.ephemeral) {
			const text = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
			errors.push(invalid(`${at}.name`, name, text));
		}
		if (!volume) errors.push(notFound(`${at}.name`, name));
		if (!devicePath) errors.push(required(`${at}.devicePath`));
		if (devicePaths.has(devicePath)) errors.push(invalid(`${at}.devicePath`, devicePath, 'must be unique'));
		if (noBacksteps('', devicePath).length > 0) {
			errors.push(invalid(`${at}.devicePath`, devicePath, "can not contain backsteps ('..')"));
		} else devicePaths.add(devicePath);
		if (mounts.some(mount => mount.name === name)) {
			errors.push(invalid(`${at}.name`, name, 'must not already exist in volumeMounts'));
		}
		if (mounts.some(mount => mount.mountPath === devicePath)) {
			const text = 'must not already exist as a path in volumeMounts';
			errors.push(invalid(`${at}.devicePath`, devicePath, text));
		}
		if (name) names.add(name);
	}
	return errors;
}

// Kubernetes names the list, not the mount, where the path itself is wrong.
function validateSubPath({subPath, subPathExpr}: VolumeMount, at: string, path: string): FieldError[] {
	const errors = subPath ? descendingPath(`${path}.subPath`, subPath) : [];
	if (!subPathExpr) return errors;
	if (subPath) {
		errors.push(invalid(`${at}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
	}
	return [...errors, ...descendingPath(`${path}.subPathExpr`, subPathExpr)];
}

function validatePropagation(mount: VolumeMount, container: Container, path: string): FieldError[] {
	const {mountPropagation, recursiveReadOnly, readOnly} = mount;
	const errors = supportedValue(`${path}.mountPropagation`, mountPropagation, [
		'Bidirectional',
		'HostToContainer',
		'None',
	]);
	if (mountPropagation === 'Bidirectional' && !container.securityContext?.privileged) {
		const text = 'Bidirectional mount propagation is available only to privileged containers';
		errors.push(forbidden(`${path}.mountPropagation`, text));
	}
	const at = `${path}.recursiveReadOnly`;
	errors.push(...supportedValue(at, recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible']));
	if (recursiveReadOnly === 'Enabled' || recursiveReadOnly === 'IfPossible') {
		if (!readOnly) errors.push(forbidden(at, 'may only be specified when readOnly is true'));
		if (mountPropagation !== undefined && mountPropagation !== 'None') {
			errors.push(forbidden(at, 'may only be specified when mountPropagation is None or not specified'));
		}
	}
	return errors;
}
