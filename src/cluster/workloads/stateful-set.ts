import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import type {FieldError} from '../api-error.ts';
import {setPodSpecDefaults} from '../core/pod-defaults.ts';
import {forbidden, invalid, notSupported, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import {dnsLabelProblems} from '../name-rules.ts';
import type {StatefulSet} from '../objects.ts';
import {validateClaimSpec} from '../storage/claim-validation.ts';
import {ageColumn, containerColumns, nameColumn} from './columns.ts';
import {alwaysRunningTemplate, nonNegative, requiredSelector, selectorMatchesTemplate} from './field-checks.ts';
import {semanticallyEqual} from './semantic-equality.ts';

type Spec = StatefulSet['spec'];

const CHANGEABLE = [
	'replicas',
	'ordinals',
	'template',
	'updateStrategy',
	'revisionHistoryLimit',
	'persistentVolumeClaimRetentionPolicy',
	'minReadySeconds',
] as const;

export const statefulSetKind: KindDefinition<'StatefulSet'> = {
	kind: 'StatefulSet',
	group: 'apps',
	version: 'v1',
	plural: 'statefulsets',
	singular: 'statefulset',
	shortNames: ['sts'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status', 'scale'],
	hasGeneration: true,

	setDefaults({spec}) {
		spec.podManagementPolicy ||= 'OrderedReady';
		spec.updateStrategy ??= {};
		// A strategy that is named without `rollingUpdate` stays without: rollouts are then reported differently.
		if (!spec.updateStrategy.type) {
			spec.updateStrategy.type = 'RollingUpdate';
			spec.updateStrategy.rollingUpdate ??= {};
		}
		const {type, rollingUpdate} = spec.updateStrategy;
		if (type === 'RollingUpdate' && rollingUpdate) rollingUpdate.partition ??= 0;
		spec.persistentVolumeClaimRetentionPolicy ??= {};
		spec.persistentVolumeClaimRetentionPolicy.whenDeleted ||= 'Retain';
		spec.persistentVolumeClaimRetentionPolicy.whenScaled ||= 'Retain';
		spec.replicas ??= 1;
		spec.revisionHistoryLimit ??= 10;
		spec.volumeClaimTemplates?.forEach(setClaimDefaults);
		if (spec.template?.spec) setPodSpecDefaults(spec.template.spec);
	},

	prepareForCreate(statefulSet) {
		statefulSet.status = {availableReplicas: 0, replicas: 0};
		dropMaxUnavailable(statefulSet.spec);
	},

	prepareForUpdate({spec}) {
		dropMaxUnavailable(spec);
	},

	validate: ({spec}) => [...validateSpec(spec), ...validateNew(spec)],

	validateUpdate({spec}, previous) {
		const same = {...spec, ...Object.fromEntries(CHANGEABLE.map(name => [name, previous.spec[name]]))};
		const fields = "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', ";
		const text = `updates to statefulset spec for fields other than ${fields}'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden`;
		return [...validateSpec(spec), ...(semanticallyEqual(same, previous.spec) ? [] : [forbidden('spec', text)])];
	},

	columns: [
		nameColumn,
		{name: 'Ready', cell: ({spec, status}) => `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`},
		ageColumn,
		...containerColumns<'StatefulSet'>(({spec}) => spec.template),
	],
};

function setClaimDefaults(claim: NonNullable<Spec['volumeClaimTemplates']>[number]): void {
	claim.apiVersion ??= 'v1';
	claim.kind ??= 'PersistentVolumeClaim';
	claim.spec ??= {};
	claim.spec.volumeMode ??= 'Filesystem';
	claim.status ??= {};
	claim.status.phase ??= 'Pending';
}

// In Kubernetes 1.34 the field belongs to a feature that is off by default: the server drops it without a word.
function dropMaxUnavailable({updateStrategy}: Spec): void {
	if (updateStrategy?.rollingUpdate) delete updateStrategy.rollingUpdate.maxUnavailable;
}

function validateSpec(spec: Spec): FieldError[] {
	const {selector, template} = spec;
	return [
		...validatePodManagementPolicy(spec.podManagementPolicy),
		...validateUpdateStrategy(spec.updateStrategy ?? {}),
		...validateRetentionPolicy(spec.persistentVolumeClaimRetentionPolicy ?? {}),
		...nonNegative('spec.replicas', spec.replicas),
		...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
		...nonNegative('spec.ordinals.start', spec.ordinals?.start),
		...requiredSelector('spec.selector', selector, 'statefulset'),
		...selectorMatchesTemplate('spec.template', selector, template),
		...(template
			? alwaysRunningTemplate('spec.template', withClaimVolumes(template, spec), 'StatefulSet')
			: [required('spec.template')]),
	];
}

// Both can't change later, so that only a new object has to answer for them.
function validateNew({volumeClaimTemplates = [], serviceName}: Spec): FieldError[] {
	const problems = serviceName ? dnsLabelProblems(serviceName) : [];
	return [
		...volumeClaimTemplates.flatMap(({spec}, index) =>
			validateClaimSpec(spec ?? {}, `spec.volumeClaimTemplates[${index}].spec`),
		),
		...problems.map(text => invalid('spec.serviceName', serviceName, text)),
	];
}

function validatePodManagementPolicy(policy: string | undefined): FieldError[] {
	const path = 'spec.podManagementPolicy';
	if (!policy) return [required(path)];
	if (policy === 'OrderedReady' || policy === 'Parallel') return [];
	return [invalid(path, policy, "must be 'OrderedReady' or 'Parallel'")];
}

function validateUpdateStrategy({type, rollingUpdate}: NonNullable<Spec['updateStrategy']>): FieldError[] {
	const path = 'spec.updateStrategy';
	// As Kubernetes keeps it inside, hence the capital letters.
	const shown = rollingUpdate ? {Partition: rollingUpdate.partition ?? 0, MaxUnavailable: null} : null;
	if (!type) return [required(path)];
	if (type === 'RollingUpdate') return nonNegative(`${path}.rollingUpdate.partition`, rollingUpdate?.partition);
	if (type === 'OnDelete') {
		const text = "only allowed for updateStrategy 'RollingUpdate'";
		return rollingUpdate ? [invalid(`${path}.rollingUpdate`, shown, text)] : [];
	}
	return [invalid(path, {Type: type, RollingUpdate: shown}, "must be 'RollingUpdate' or 'OnDelete'")];
}

function validateRetentionPolicy({
	whenDeleted,
	whenScaled,
}: NonNullable<Spec['persistentVolumeClaimRetentionPolicy']>): FieldError[] {
	const path = 'spec.persistentVolumeClaimRetentionPolicy';
	return [[`${path}.whenDeleted`, whenDeleted] as const, [`${path}.whenScaled`, whenScaled] as const].flatMap(
		([field, policy]) =>
			policy === 'Retain' || policy === 'Delete' ? [] : [notSupported(field, policy, ['Delete', 'Retain'])],
	);
}

// The claims become volumes of each Pod, so the template may mount them; hostname and subdomain are set by the controller.
function withClaimVolumes(template: IPodTemplateSpec, {volumeClaimTemplates = []}: Spec): IPodTemplateSpec {
	if (!template.spec) return template;
	const {hostname: _, subdomain: __, ...spec} = template.spec;
	const names = volumeClaimTemplates.map(({metadata}) => metadata?.name ?? '');
	const volumes = [
		...names.map(name => ({name, persistentVolumeClaim: {claimName: name}})),
		...(spec.volumes ?? []).filter(({name}) => !names.includes(name)),
	];
	return {...template, spec: {...spec, ...(volumes.length > 0 && {volumes})}};
}
