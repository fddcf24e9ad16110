import type {Json} from '../../cluster/api.ts';
import type {CronJob} from '../../cluster/objects.ts';
import type {Invocation} from '../command.ts';
import type {ManifestObject} from '../manifests.ts';
import {toJson} from '../printers/json.ts';
import {resolveArguments} from '../resource-arguments.ts';
import {commandOf, generatorCommand} from './create-generator.ts';
import {refusal} from './failures.ts';

export const createDeployment = generatorCommand({
	path: 'deployment',
	aliases: ['deploy'],
	short: 'Create a deployment with the specified name',
	usage: 'kubectl create deployment NAME --image=image -- [COMMAND] [args...]',
	examples:
		'kubectl create deployment web --image=nginx --replicas=3\nkubectl create deployment work --image=busybox -- sleep 1h',
	flags: [
		{name: 'image', type: 'strings', required: true, help: 'Images of the containers'},
		{name: 'port', type: 'int32', default: -1, help: 'The port that the container exposes'},
		{name: 'replicas', short: 'r', type: 'int32', default: 1, help: 'How many replicas'},
	],
	failurePrefix: 'failed to create deployment: ',
	emptyFields: {status: {}},
	build: deploymentOf,
});

export const createJob = generatorCommand({
	path: 'job',
	short: 'Create a job with the specified name',
	usage: 'kubectl create job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
	examples: 'kubectl create job hello --image=busybox -- date\nkubectl create job now --from=cronjob/nightly',
	flags: [
		{name: 'image', type: 'string', help: 'Image of the container'},
		{name: 'from', type: 'string', help: 'The CronJob to make a Job from: cronjob/NAME'},
	],
	failurePrefix: 'failed to create job: ',
	emptyFields: {status: {}},
	build: jobOf,
});

export const createCronJob = generatorCommand({
	path: 'cronjob',
	aliases: ['cj'],
	short: 'Create a cron job with the specified name',
	usage: "kubectl create cronjob NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...]",
	examples: "kubectl create cronjob hello --image=busybox --schedule='*/5 * * * *' -- date",
	flags: [
		{name: 'image', type: 'string', required: true, help: 'Image of the container'},
		{name: 'schedule', type: 'string', required: true, help: 'When to run, in the format of cron'},
		{name: 'restart', type: 'string', help: "Restart policy of the Job's Pods", values: ['OnFailure', 'Never']},
	],
	failurePrefix: 'failed to create cronjob: ',
	emptyFields: {status: {}},
	build: cronJobOf,
});

function deploymentOf(invocation: Invocation, name: string): ManifestObject {
	const {flags, cluster} = invocation;
	const images = flags.strings('image');
	const command = commandOf(invocation);
	if (images.length > 1 && command.length > 0) throw refusal('cannot specify multiple --image options and command');
	const port = flags.number('port');
	const containers = images.map((image, index) => ({
		...(command.length > 0 && {command}),
		image,
		name: containerName(image, () => cluster.random.suffix()),
		...(index === 0 && port >= 0 && {ports: [{containerPort: port}]}),
		resources: {},
	}));
	const labels = {app: name};
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {labels, name},
		spec: {
			replicas: flags.number('replicas'),
			selector: {matchLabels: labels},
			strategy: {},
			template: {metadata: {labels}, spec: {containers}},
		},
	};
}

// The last part of the image's name without tag and digest; what can't stand in a name is replaced, and made unique again.
function containerName(image: string, suffix: () => string): string {
	const name = (image.split('/').at(-1) ?? '').split(':')[0]!.split('@')[0]!;
	return /[_.]/.test(name) ? `${name.replace(/[_.]/g, '-')}-${suffix()}` : name;
}

function jobOf(invocation: Invocation, name: string): ManifestObject {
	const {flags} = invocation;
	const [image, from] = [flags.string('image'), flags.string('from')];
	if ((image === '') === (from === '')) throw refusal('either --image or --from must be specified');
	const command = commandOf(invocation);
	if (from !== '' && command.length > 0) throw refusal('cannot specify --from and command');
	if (from !== '') return jobFrom(invocation, from, name);
	return {
		apiVersion: 'batch/v1',
		kind: 'Job',
		metadata: {name},
		spec: {template: podTemplate(name, image, command, 'Never')},
	};
}

function jobFrom({cluster, namespace}: Invocation, from: string, name: string): ManifestObject {
	const targets = resolveArguments({args: [from], namespace});
	const [target] = targets.type === 'names' ? targets.names : [];
	if (!target) throw refusal('from must be an existing cronjob');
	const object = cluster.api.get(target.definition.kind, target.namespace, target.name);
	if (object.kind !== 'CronJob') throw refusal(`unknown object type *${target.definition.version}.${object.kind}`);
	const {metadata, spec} = object as CronJob;
	const {labels, annotations} = spec.jobTemplate.metadata ?? {};
	return {
		apiVersion: 'batch/v1',
		kind: 'Job',
		metadata: {
			annotations: {'cronjob.kubernetes.io/instantiate': 'manual', ...annotations},
			...(labels && {labels}),
			name,
			ownerReferences: [
				{apiVersion: 'batch/v1', controller: true, kind: 'CronJob', name: metadata.name, uid: metadata.uid},
			],
		},
		spec: toJson(spec.jobTemplate.spec),
	};
}

function cronJobOf(invocation: Invocation, name: string): ManifestObject {
	const {flags} = invocation;
	const template = podTemplate(
		name,
		flags.string('image'),
		commandOf(invocation),
		flags.string('restart') || 'OnFailure',
	);
	return {
		apiVersion: 'batch/v1',
		kind: 'CronJob',
		metadata: {name},
		spec: {jobTemplate: {metadata: {name}, spec: {template}}, schedule: flags.string('schedule')},
	};
}

function podTemplate(name: string, image: string, command: readonly string[], restartPolicy: string): Json {
	const container = {...(command.length > 0 && {command}), image, name, resources: {}};
	return {metadata: {}, spec: {containers: [container], restartPolicy}};
}
