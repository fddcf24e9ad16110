import {canonicalQuantity} from '../../cluster/quantity.ts';
import {toLabelSelector} from '../../cluster/selectors.ts';
import type {Invocation} from '../command.ts';
import type {ManifestObject} from '../manifests.ts';
import {toJson} from '../printers/json.ts';
import {generatorCommand} from './create-generator.ts';
import {refusal} from './failures.ts';

const QUANTITY = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;

export const createNamespace = generatorCommand({
	path: 'namespace',
	aliases: ['ns'],
	short: 'Create a namespace with the specified name',
	usage: 'kubectl create namespace NAME [--dry-run=server|client|none]',
	flags: [],
	emptyFields: {spec: {}, status: {}},
	build: (_, name) => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name}}),
});

export const createServiceAccount = generatorCommand({
	path: 'serviceaccount',
	aliases: ['sa'],
	short: 'Create a service account with the specified name',
	usage: 'kubectl create serviceaccount NAME [--dry-run=server|client|none]',
	flags: [],
	failurePrefix: 'failed to create serviceaccount: ',
	build: (_, name) => ({apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name}}),
});

export const createPriorityClass = generatorCommand({
	path: 'priorityclass',
	aliases: ['pc'],
	short: 'Create a priority class with the specified name',
	usage: 'kubectl create priorityclass NAME --value=VALUE --global-default=BOOL',
	examples: 'kubectl create priorityclass high --value=1000 --description="goes first"',
	flags: [
		{name: 'value', type: 'int32', default: 0, help: 'The priority'},
		{name: 'global-default', type: 'boolean', help: 'The class of Pods that name none'},
		{name: 'description', type: 'string', help: 'What the class is for'},
		{
			name: 'preemption-policy',
			type: 'string',
			default: 'PreemptLowerPriority',
			help: 'Whether Pods of the class push others out',
			values: ['PreemptLowerPriority', 'Never'],
		},
	],
	failurePrefix: 'failed to create priorityclass: ',
	build({flags}, name) {
		const description = flags.string('description');
		return {
			apiVersion: 'scheduling.k8s.io/v1',
			...(description && {description}),
			...(flags.boolean('global-default') && {globalDefault: true}),
			kind: 'PriorityClass',
			metadata: {name},
			preemptionPolicy: flags.string('preemption-policy'),
			value: flags.number('value'),
		};
	},
});

export const createPodDisruptionBudget = generatorCommand({
	path: 'poddisruptionbudget',
	aliases: ['pdb'],
	short: 'Create a pod disruption budget with the specified name',
	usage: 'kubectl create poddisruptionbudget NAME --selector=SELECTOR --min-available=N',
	examples: 'kubectl create pdb web --selector=app=web --min-available=1',
	flags: [
		{name: 'min-available', type: 'string', help: 'How many Pods must stay, a number or a percentage'},
		{name: 'max-unavailable', type: 'string', help: 'How many Pods may be missing, a number or a percentage'},
		{name: 'selector', type: 'string', help: 'Which Pods it is about'},
	],
	failurePrefix: 'failed to create poddisruptionbudgets: ',
	emptyFields: {status: {currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0}},
	build: budgetOf,
});

export const createQuota = generatorCommand({
	path: 'quota',
	aliases: ['resourcequota'],
	short: 'Create a quota with the specified name',
	usage: 'kubectl create quota NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2]',
	flags: [
		{name: 'hard', type: 'string', help: 'Limits, RESOURCE=QUANTITY with commas between'},
		{name: 'scopes', type: 'string', help: 'Scopes with commas between'},
	],
	failurePrefix: 'failed to create quota: ',
	emptyFields: {status: {}},
	build: quotaOf,
});

function budgetOf({flags}: Invocation, name: string): ManifestObject {
	const [minAvailable, maxUnavailable, selector] = ['min-available', 'max-unavailable', 'selector'].map(flag =>
		flags.string(flag),
	) as [string, string, string];
	if (selector === '') throw refusal('a selector must be specified');
	if (minAvailable === '' && maxUnavailable === '')
		throw refusal('one of min-available or max-unavailable must be specified');
	if (minAvailable !== '' && maxUnavailable !== '')
		throw refusal('min-available and max-unavailable cannot be both specified');
	if (minAvailable !== '' && !/^[0-9]+%?$/.test(minAvailable))
		throw refusal('invalid format specified for min-available');
	if (maxUnavailable !== '' && !/^[0-9]+%?$/.test(maxUnavailable))
		throw refusal('invalid format specified for max-unavailable');
	const limit = (text: string) => (text.endsWith('%') ? text : Number(text));
	return {
		apiVersion: 'policy/v1',
		kind: 'PodDisruptionBudget',
		metadata: {name},
		spec: {
			...(maxUnavailable && {maxUnavailable: limit(maxUnavailable)}),
			...(minAvailable && {minAvailable: limit(minAvailable)}),
			selector: toJson(toLabelSelector(selector)),
		},
	};
}

function quotaOf({flags}: Invocation, name: string): ManifestObject {
	const hard = flags
		.string('hard')
		.split(',')
		.filter(part => part !== '');
	const limits = hard.map(part => {
		const [resource = '', amount, ...rest] = part.split('=');
		if (amount === undefined || rest.length > 0)
			throw refusal(`Invalid argument syntax ${part}, expected <resource>=<value>`);
		if (!QUANTITY.test(amount)) throw refusal(`quantities must match the regular expression '${QUANTITY.source}'`);
		return [resource, canonicalQuantity(amount)] as const;
	});
	const scopes = flags
		.string('scopes')
		.split(',')
		.filter(part => part !== '');
	return {
		apiVersion: 'v1',
		kind: 'ResourceQuota',
		metadata: {name},
		spec: {...(limits.length > 0 && {hard: Object.fromEntries(limits)}), ...(scopes.length > 0 && {scopes})},
	};
}
