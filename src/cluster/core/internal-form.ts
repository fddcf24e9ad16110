import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import {capitalised} from '../spec-diff.ts';

// Some messages show a Pod's spec as Kubernetes keeps it inside: every field, absent ones too, with the names and order of the Go types.

type Fields = Readonly<Record<string, unknown>>;

const POD_SPEC = `Volumes InitContainers Containers EphemeralContainers RestartPolicy TerminationGracePeriodSeconds ActiveDeadlineSeconds DNSPolicy
	NodeSelector ServiceAccountName= AutomountServiceAccountToken NodeName= SecurityContext ImagePullSecrets Hostname= Subdomain= SetHostnameAsFQDN
	Affinity SchedulerName= Tolerations HostAliases PriorityClassName= Priority PreemptionPolicy DNSConfig ReadinessGates RuntimeClassName Overhead
	EnableServiceLinks TopologySpreadConstraints OS SchedulingGates ResourceClaims Resources HostnameOverride`;
const POD_SECURITY = `HostNetwork! HostPID! HostIPC! ShareProcessNamespace HostUsers SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot
	SupplementalGroups SupplementalGroupsPolicy FSGroup FSGroupChangePolicy Sysctls SeccompProfile AppArmorProfile SELinuxChangePolicy`;
const CONTAINER_SECURITY = `Capabilities Privileged SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot ReadOnlyRootFilesystem
	AllowPrivilegeEscalation ProcMount SeccompProfile AppArmorProfile`;
const CONTAINER = `Name= Image= Command Args WorkingDir= Ports EnvFrom Env Resources ResizePolicy RestartPolicy RestartPolicyRules VolumeMounts
	VolumeDevices LivenessProbe ReadinessProbe StartupProbe Lifecycle TerminationMessagePath= TerminationMessagePolicy= ImagePullPolicy= SecurityContext
	Stdin! StdinOnce! TTY!`;
const PORT = 'Name= HostPort0 ContainerPort0 Protocol= HostIP=';
const VARIABLE = 'Name= Value= ValueFrom';
const MOUNT = 'Name= ReadOnly! RecursiveReadOnly MountPath= SubPath= MountPropagation SubPathExpr=';
// These live in the security context inside, and in the spec outside.
const HOST_FIELDS = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers'];

/** A Pod template in its internal form. */
export function internalTemplate({metadata, spec}: IPodTemplateSpec): object {
	return {...metadata, Spec: internalPodSpec(spec ?? {containers: []})};
}

/** A Pod's spec in its internal form. */
export function internalPodSpec(spec: object): object {
	const given = spec as Fields;
	const host = Object.fromEntries(HOST_FIELDS.map(name => [name, given[name]]));
	return filled(POD_SPEC, given, {
		Containers: (containers: unknown) => listOf(containers, internalContainer),
		InitContainers: (containers: unknown) => listOf(containers, internalContainer),
		SecurityContext: (context: unknown) => filled(POD_SECURITY, {...(context as object), ...host}),
	});
}

/** A container's security context in its internal form. */
export function internalSecurityContext(context: object): object {
	const parts = {
		Capabilities: inForm('Add Drop'),
		SELinuxOptions: inForm('User= Role= Type= Level='),
		SeccompProfile: internalProfile,
		AppArmorProfile: internalProfile,
	};
	return filled(CONTAINER_SECURITY, context as Fields, parts);
}

/** A seccomp or AppArmor profile in its internal form. */
export function internalProfile(profile: unknown): object | null {
	return inForm('Type= LocalhostProfile')(profile);
}

/** A Job's podFailurePolicy in its internal form. */
export function internalFailurePolicy(policy: object | undefined): object | null {
	const rule = inForm('Action= OnExitCodes OnPodConditions', {
		OnExitCodes: inForm('ContainerName Operator= Values'),
		OnPodConditions: (patterns: unknown) => listOf(patterns, pattern => filled('Type= Status=', pattern as Fields)),
	});
	return inForm('Rules', {Rules: (rules: unknown) => listOf(rules, one => rule(one)!)})(policy);
}

/** A Job's successPolicy in its internal form. */
export function internalSuccessPolicy(policy: object | undefined): object | null {
	const rule = inForm('SucceededIndexes SucceededCount');
	return inForm('Rules', {Rules: (rules: unknown) => listOf(rules, one => rule(one)!)})(policy);
}

function internalContainer(container: unknown): object {
	return filled(CONTAINER, container as Fields, {
		Ports: (ports: unknown) => listOf(ports, port => filled(PORT, port as Fields)),
		Env: (variables: unknown) => listOf(variables, variable => filled(VARIABLE, variable as Fields)),
		VolumeMounts: (mounts: unknown) => listOf(mounts, mount => filled(MOUNT, mount as Fields)),
		SecurityContext: (context: unknown) => (context ? internalSecurityContext(context) : null),
		Resources: (resources: unknown) => filled('Limits Requests Claims', (resources ?? {}) as Fields),
	});
}

function inForm(names: string, forms?: Readonly<Record<string, (value: unknown) => unknown>>) {
	return (value: unknown): object | null => (value ? filled(names, value as Fields, forms) : null);
}

function listOf(list: unknown, form: (item: unknown) => object): object[] | null {
	return Array.isArray(list) ? list.map(form) : null;
}

// Names end in what stands for an absent value: `=` the empty text, `!` false, `0` zero, nothing null.
function filled(
	names: string,
	given: Fields,
	forms: Readonly<Record<string, (value: unknown) => unknown>> = {},
): object {
	const outer = new Map(Object.keys(given).map(name => [name.toLowerCase(), given[name]]));
	return Object.fromEntries(
		names.split(/\s+/).map(word => {
			const name = word.replace(/[=!0]$/, '');
			const value = outer.get(name.toLowerCase());
			if (forms[name]) return [name, forms[name](value)];
			const absent = word.endsWith('=') ? '' : word.endsWith('!') ? false : word.endsWith('0') ? 0 : null;
			if (value === undefined || value === null) return [name, absent];
			return [name, name === 'NodeSelector' || name === 'Limits' || name === 'Requests' ? value : capitalised(value)];
		}),
	);
}
