import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, required} from '../field-error.ts';
import {numberBetween, oneOf, supportedValue} from './field-checks.ts';
import {internalProfile, internalSecurityContext} from './internal-form.ts';
import type {PodSecurityContext, PodSpec, SecurityContext} from './pod-types.ts';

/** Problems of the security context of a container. */
export function validateSecurityContext(context: SecurityContext, hostUsers: boolean, path: string): FieldError[] {
	const {procMount, seccompProfile, allowPrivilegeEscalation, privileged, capabilities} = context;
	const errors = [
		...identity(`${path}.runAsUser`, context.runAsUser),
		...identity(`${path}.runAsGroup`, context.runAsGroup),
		...supportedValue(`${path}.procMount`, procMount, ['Default', 'Unmasked']),
	];
	if (hostUsers && procMount === 'Unmasked') {
		errors.push(invalid(`${path}.procMount`, procMount, '`hostUsers` must be false to use `Unmasked`'));
	}
	errors.push(...validateSeccomp(seccompProfile, `${path}.seccompProfile`));
	if (allowPrivilegeEscalation === false) {
		const rule = 'cannot set `allowPrivilegeEscalation` to false and';
		const shown = internalSecurityContext(context);
		if (privileged) errors.push(invalid(path, shown, `${rule} \`privileged\` to true`));
		if (capabilities?.add?.includes('CAP_SYS_ADMIN')) {
			errors.push(invalid(path, shown, `${rule} \`capabilities.Add\` CAP_SYS_ADMIN`));
		}
	}
	return [...errors, ...validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`)];
}

/** Problems of the security context of a Pod. */
export function validatePodSecurityContext(spec: PodSpec, path: string): FieldError[] {
	const context: PodSecurityContext = spec.securityContext ?? {};
	const errors = [
		...identity(`${path}.fsGroup`, context.fsGroup),
		...identity(`${path}.runAsUser`, context.runAsUser),
		...identity(`${path}.runAsGroup`, context.runAsGroup),
		...(context.supplementalGroups ?? []).flatMap((group, index) =>
			identity(`${path}.supplementalGroups[${index}]`, group),
		),
	];
	if (spec.shareProcessNamespace && spec.hostPID) {
		const text = 'ShareProcessNamespace and HostPID cannot both be enabled';
		errors.push(invalid(`${path}.shareProcessNamespace`, true, text));
	}
	return [
		...errors,
		...validateSysctls(spec, `${path}.sysctls`),
		...supportedValue(`${path}.fsGroupChangePolicy`, context.fsGroupChangePolicy, ['Always', 'OnRootMismatch']),
		...validateSeccomp(context.seccompProfile, `${path}.seccompProfile`),
		...validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`),
		...supportedValue(`${path}.supplementalGroupsPolicy`, context.supplementalGroupsPolicy, ['Merge', 'Strict']),
		...supportedValue(`${path}.seLinuxChangePolicy`, context.seLinuxChangePolicy, ['MountOption', 'Recursive']),
	];
}

function identity(path: string, id: number | undefined): FieldError[] {
	return id === undefined ? [] : numberBetween(path, id, 0, 2_147_483_647);
}

const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];

function validateSeccomp(profile: SecurityContext['seccompProfile'], path: string): FieldError[] {
	if (!profile) return [];
	const typePath = `${path}.type`;
	const errors = profile.type
		? oneOf(typePath, profile.type, PROFILE_TYPES)
		: [required(typePath, 'type is required when seccompProfile is set')];
	const {localhostProfile} = profile;
	const profilePath = `${path}.localhostProfile`;
	if (profile.type !== 'Localhost') {
		if (localhostProfile === undefined) return errors;
		return [
			...errors,
			invalid(profilePath, internalProfile(profile), 'can only be set when seccomp type is Localhost'),
		];
	}
	if (localhostProfile === undefined) {
		return [...errors, required(profilePath, 'must be set when seccomp type is Localhost')];
	}
	if (localhostProfile.startsWith('/')) {
		errors.push(invalid(profilePath, localhostProfile, 'must be a relative path'));
	}
	if (localhostProfile.split('/').includes('..')) {
		errors.push(invalid(profilePath, localhostProfile, "must not contain '..'"));
	}
	return errors;
}

function validateAppArmor(profile: SecurityContext['appArmorProfile'], path: string): FieldError[] {
	if (!profile) return [];
	const {type, localhostProfile} = profile;
	const profilePath = `${path}.localhostProfile`;
	if (!type) return [required(`${path}.type`, 'type is required when appArmorProfile is set')];
	if (type === 'Localhost') {
		if (!localhostProfile?.trim()) return [required(profilePath, 'must be set when AppArmor type is Localhost')];
		const padded = localhostProfile !== localhostProfile.trim();
		return padded ? [invalid(profilePath, localhostProfile, 'must not be padded with whitespace')] : [];
	}
	if (!PROFILE_TYPES.includes(type)) return oneOf(`${path}.type`, type, PROFILE_TYPES);
	return localhostProfile === undefined
		? []
		: [invalid(profilePath, localhostProfile, 'can only be set when AppArmor type is Localhost')];
}

const SYSCTL_SEGMENT = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SYSCTL = `^(${SYSCTL_SEGMENT}[\\./])*${SYSCTL_SEGMENT}$`;
const sysctlPattern = new RegExp(SYSCTL);

function validateSysctls(spec: PodSpec, path: string): FieldError[] {
	const seen = new Set<string>();
	return (spec.securityContext?.sysctls ?? []).flatMap(({name}, index) => {
		const at = `${path}[${index}].name`;
		const errors: FieldError[] = [];
		if (!name) errors.push(required(at));
		else if (name.length > 253 || !sysctlPattern.test(name)) {
			errors.push(invalid(at, name, `must have at most 253 characters and match regex ${SYSCTL}`));
		} else if (seen.has(name)) {
			errors.push({type: 'Duplicate', path: at, text: `Duplicate value: ${JSON.stringify(name)}`});
		}
		seen.add(name);
		if (spec.hostNetwork && /^net[./]/.test(name)) {
			errors.push(invalid(at, name, "may not be specified when 'hostNetwork' is true"));
		}
		return errors;
	});
}

/** Problems of a Pod with its own user namespace: it can't share the other namespaces of its node. */
export function validateHostUsers(spec: PodSpec, path: string): FieldError[] {
	if (spec.hostUsers !== false) return [];
	const errors: FieldError[] = [];
	if (spec.hostNetwork) errors.push(forbidden(`${path}.hostNetwork`, 'when `hostUsers` is false'));
	if (spec.hostPID) errors.push(forbidden(`${path}.HostPID`, 'when `hostUsers` is false'));
	if (spec.hostIPC) errors.push(forbidden(`${path}.HostIPC`, 'when `hostUsers` is false'));
	return errors;
}
