import type {IObjectMeta} from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';
import {labelValueProblems} from '../name-rules.ts';
import {canonicalQuantity, quantityMillis} from '../quantity.ts';
import {deprecatedNodeLabels} from './node-label-warnings.ts';
import type {Container, PodSpec, Volume} from './pod-types.ts';
import {overlappingPaths} from './volume-warnings.ts';

/**
 * What the server accepts in a Pod or a template, but warns of.
 * @param path of the template, with a dot at its end; empty for a Pod
 */
export function podWarnings(spec: PodSpec, metadata: IObjectMeta | undefined, path: string): string[] {
	const all = containersWithPaths(spec, `${path}spec`);
	return [
		...nodeWarnings(spec, `${path}spec`),
		...annotationWarnings(metadata, `${path}metadata.annotations`),
		...volumeWarnings(spec.volumes ?? [], `${path}spec.volumes`),
		...repeats((spec.hostAliases ?? []).map(({ip}) => ip)).map(
			({index, value}) => `${path}spec.hostAliases[${index}].ip: duplicate ip "${value}"`,
		),
		...pullSecretWarnings(spec, `${path}spec.imagePullSecrets`),
		...all.flatMap(({container, at}) => [
			...fractionalBytes(container, `${at}.resources`),
			...hiddenVariables(container, `${at}.env`),
		]),
		...portWarnings(all),
		...portNameWarnings(all),
		...((spec.terminationGracePeriodSeconds ?? 0) < 0
			? [
					`${path}spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
				]
			: []),
		...affinityWarnings(spec, `${path}spec.affinity`),
	];
}

/** Amounts of bytes with a fraction, such as the memory `128m` that was meant to be `128Mi`. */
export function fractionalAmount(path: string, amount: string | number | undefined): string[] {
	if (amount === undefined || quantityMillis(String(amount)) % 1000 === 0) return [];
	const shown = JSON.stringify(canonicalQuantity(String(amount)));
	return [`${path}: fractional byte value ${shown} is invalid, must be an integer`];
}

interface ContainerAt {
	readonly container: Container;
	readonly at: string;
}

function containersWithPaths({initContainers = [], containers = []}: PodSpec, path: string): ContainerAt[] {
	return [
		...initContainers.map((container, index) => ({container, at: `${path}.initContainers[${index}]`})),
		...containers.map((container, index) => ({container, at: `${path}.containers[${index}]`})),
	];
}

const NO_SELECTOR = 'a null labelSelector results in matching no pod';

function nodeWarnings(spec: PodSpec, path: string): string[] {
	const affinity = spec.affinity?.nodeAffinity;
	const at = `${path}.affinity.nodeAffinity`;
	const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
	const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
	return [
		...Object.keys(spec.nodeSelector ?? {}).flatMap(key => {
			const problem = deprecatedNodeLabels.get(key);
			return problem ? [`${path}.nodeSelector[${key}]: ${problem}`] : [];
		}),
		...required.flatMap(({matchExpressions}, index) =>
			expressionWarnings(
				matchExpressions,
				`${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`,
			),
		),
		...preferred.flatMap(({preference}, index) => {
			const term = `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`;
			return expressionWarnings(preference.matchExpressions, term, true);
		}),
		...(spec.topologySpreadConstraints ?? []).flatMap(({topologyKey, labelSelector}, index) => {
			const constraint = `${path}.topologySpreadConstraints[${index}]`;
			const problem = deprecatedNodeLabels.get(topologyKey);
			return [
				...(problem ? [`${constraint}.topologyKey: ${topologyKey} is ${problem}`] : []),
				...(labelSelector ? [] : [`${constraint}.labelSelector: ${NO_SELECTOR}`]),
			];
		}),
	];
}

interface Expression {
	readonly key: string;
	readonly values?: readonly string[];
}

/** Labels in a term of a node affinity that were given up. `checksValues` for terms whose values are not validated. */
export function expressionWarnings(
	expressions: readonly Expression[] | undefined,
	path: string,
	checksValues = false,
): string[] {
	return (expressions ?? []).flatMap(({key, values = []}, index) => {
		const at = `${path}.matchExpressions[${index}]`;
		const problem = deprecatedNodeLabels.get(key);
		const invalid = checksValues
			? values.flatMap((value, place) =>
					labelValueProblems(value).map(text => `${at}.values[${place}]: ${value} is invalid, ${text}`),
				)
			: [];
		return [...(problem ? [`${at}.key: ${key} is ${problem}`] : []), ...invalid];
	});
}

const DEPRECATED_ANNOTATIONS = [
	['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
	['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
	['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
] as const;

function annotationWarnings(metadata: IObjectMeta | undefined, path: string): string[] {
	return DEPRECATED_ANNOTATIONS.filter(([key]) => metadata?.annotations?.[key] !== undefined).map(
		([key, problem]) => `${path}[${key}]: ${problem}`,
	);
}

const DEPRECATED_VOLUMES = [
	['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
	['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
	['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
	['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
	['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
	['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
	['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
	['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
	['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
] as const;

function volumeWarnings(volumes: readonly Volume[], path: string): string[] {
	const deprecated = volumes.flatMap((volume, index) => [
		...DEPRECATED_VOLUMES.filter(([source]) => source in volume).map(
			([source, problem]) => `${path}[${index}].${source === 'storageos' ? 'storageOS' : source}: ${problem}`,
		),
		...fractionalAmount(
			`${path}[${index}].ephemeral.volumeClaimTemplate.spec.resources.requests[storage]`,
			volume.ephemeral?.volumeClaimTemplate?.spec.resources?.requests?.storage,
		),
	]);
	return [...deprecated, ...overlappingPaths(volumes)];
}

function pullSecretWarnings({imagePullSecrets = []}: PodSpec, path: string): string[] {
	const names = imagePullSecrets.map(({name = ''}) => name);
	return [
		...repeats(names).map(({index, value}) => `${path}[${index}].name: duplicate name "${value}"`),
		...names.flatMap((name, index) => (name ? [] : [`${path}[${index}].name: invalid empty name ""`])),
	];
}

function fractionalBytes({resources}: Container, path: string): string[] {
	return (['memory', 'ephemeral-storage'] as const).flatMap(name =>
		(['limits', 'requests'] as const).flatMap(side =>
			fractionalAmount(`${path}.${side}[${name}]`, resources?.[side]?.[name]),
		),
	);
}

// A second value is fine if it is built from the first one.
function hiddenVariables({env = []}: Container, path: string): string[] {
	return repeats(env.map(({name}) => name)).flatMap(({index, value: name}) => {
		const {value = '', valueFrom} = env[index]!;
		const reference = `$(${name})`;
		if (!valueFrom && value !== reference && value.includes(reference)) return [];
		return [`${path}[${index}]: hides previous definition of "${name}", which may be dropped when using apply`];
	});
}

function portWarnings(containers: readonly ContainerAt[]): string[] {
	const warnings: string[] = [];
	const known = new Map<string, {at: string; hostIP: string; hostPort: number}[]>();
	for (const {container, at} of containers) {
		for (const [index, port] of (container.ports ?? []).entries()) {
			const {name = '', containerPort, protocol = '', hostIP = '', hostPort = 0} = port;
			const path = `${at}.ports[${index}]`;
			if (hostIP !== '' && hostPort === 0) {
				const shown = `{Name:${name} HostPort:0 ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
				warnings.push(`${path}: hostIP set without hostPort: ${shown}`);
			}
			const others = known.get(`${containerPort}/${protocol}`) ?? [];
			for (const other of others) {
				const what = overlap({hostIP, hostPort}, other);
				if (what) warnings.push(`${path}: ${what} port definition with ${other.at}`);
			}
			known.set(`${containerPort}/${protocol}`, [...others, {at: path, hostIP, hostPort}]);
		}
	}
	return warnings;
}

interface HostSide {
	readonly hostIP: string;
	readonly hostPort: number;
}

function overlap(one: HostSide, other: HostSide): string | undefined {
	if (one.hostIP === other.hostIP && one.hostPort === other.hostPort) return 'duplicate';
	if (one.hostPort === 0 || other.hostPort === 0) return 'overlapping';
	const halfOpen = (one.hostIP === '') !== (other.hostIP === '');
	return one.hostPort === other.hostPort && halfOpen ? 'dangerously ambiguous' : undefined;
}

function portNameWarnings(containers: readonly ContainerAt[]): string[] {
	const first = new Map<string, string>();
	return containers.flatMap(({container, at}) =>
		(container.ports ?? []).flatMap(({name}, index) => {
			const path = `${at}.ports[${index}]`;
			if (!name) return [];
			const other = first.get(name);
			if (other === undefined) first.set(name, path);
			const consequence = `services and probes that select ports by name will use ${other}`;
			return other === undefined ? [] : [`${path}: duplicate port name "${name}" with ${other}, ${consequence}`];
		}),
	);
}

function affinityWarnings({affinity}: PodSpec, path: string): string[] {
	return (['podAffinity', 'podAntiAffinity'] as const).flatMap(side => {
		const rules = affinity?.[side];
		const required = rules?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
		const preferred = rules?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
		const at = `${path}.${side}`;
		return [
			...required.flatMap(({labelSelector}, index) =>
				labelSelector
					? []
					: [`${at}.requiredDuringSchedulingIgnoredDuringExecution[${index}].labelSelector: ${NO_SELECTOR}`],
			),
			...preferred.flatMap(({podAffinityTerm}, index) => {
				const term = `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm`;
				return podAffinityTerm.labelSelector ? [] : [`${term}.labelSelector: ${NO_SELECTOR}`];
			}),
		];
	});
}

function repeats(values: readonly string[]): {index: number; value: string}[] {
	const seen = new Set<string>();
	return values.flatMap((value, index) => {
		const known = seen.has(value);
		seen.add(value);
		return known ? [{index, value}] : [];
	});
}
