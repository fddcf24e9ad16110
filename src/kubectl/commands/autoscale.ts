import {ApiError} from '../../cluster/api-error.ts';
import type {Draft, KubeObject} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {dryRunOf} from '../output.ts';
import {FILENAME_FLAGS} from '../resources.ts';
import {refusal, visitObjects} from './failures.ts';
import {isScalable, resourceOf} from './kind-names.ts';
import {CHANGE_FLAGS, reportChange} from './object-changes.ts';
import {RECORD_FLAG, recordedCause} from './record.ts';
import {selectObjects} from './selection.ts';

type Metric = NonNullable<NonNullable<Draft<'HorizontalPodAutoscaler'>['spec']>['metrics']>[number];
type Target = NonNullable<Metric['resource']>['target'];

const QUANTITY = /^[+-]?[0-9.]+([numkMGTPE]|[KMGTPE]i)?$/;
const DEFAULT_UNITS: Readonly<Record<string, string>> = {cpu: 'm', memory: 'Mi'};

export const autoscale: Subcommand = {
	name: 'autoscale',
	short: 'Auto-scale a deployment, replica set, stateful set, or replication controller',
	usage: 'kubectl autoscale (-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU]',
	examples: 'kubectl autoscale deployment web --min=2 --max=6 --cpu=50%',
	flags: [
		...FILENAME_FLAGS,
		...CHANGE_FLAGS,
		RECORD_FLAG,
		{name: 'min', type: 'int32', default: -1, help: 'Lowest number of Pods'},
		{name: 'max', type: 'int32', default: -1, required: true, help: 'Highest number of Pods (required)'},
		{name: 'cpu', type: 'string', help: 'Target: 70% of the request, or a quantity such as 500m'},
		{name: 'memory', type: 'string', help: 'Target: 60% of the request, or a quantity such as 200Mi'},
		{
			name: 'cpu-percent',
			type: 'int32',
			default: -1,
			help: 'Target in percent of the requested CPU',
			deprecated:
				"Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
		},
		{name: 'name', type: 'string', help: "Name of the new object; by default the target's"},
	],
	*run(invocation) {
		validate(invocation);
		const selection = yield* selectObjects(invocation, invocation.args);
		return yield* visitObjects(selection, object => createAutoscaler(invocation, object));
	},
};

function validate({flags}: Invocation): void {
	const [max, min] = [flags.number('max'), flags.number('min')];
	if (max < 1) throw refusal(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
	if (max < min) throw refusal(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
	if (flags.number('cpu-percent') > 0 && flags.string('cpu'))
		throw refusal('--cpu-percent and --cpu are mutually exclusive');
	for (const name of ['cpu', 'memory']) if (flags.string(name)) parseTarget(name, flags.string(name));
}

// When autoscaling/v2 refuses, kubectl tries autoscaling/v1, but only if --cpu gives a percentage. That is why a duplicate without
// --cpu has so odd a message.
function* createAutoscaler(invocation: Invocation, object: KubeObject): Generator<Effect, void, Reply> {
	const {cluster, flags, namespace} = invocation;
	if (!isScalable(object.kind)) {
		const resource = `${object.apiVersion}, Resource=${resourceOf(object.kind).split('.')[0]}`;
		throw refusal(
			`cannot autoscale a ${object.kind}: could not find scale subresource for ${resource} in discovery information`,
		);
	}
	const draft = autoscalerFor(invocation, object);
	const dryRun = dryRunOf(invocation);
	if (dryRun === 'client') {
		const preview = {...draft, status: {desiredReplicas: 0, currentMetrics: null}};
		yield* reportChange(invocation, preview as unknown as KubeObject, 'created');
		return;
	}
	const stored = {...draft, metadata: {...draft.metadata, namespace}};
	try {
		const created = cluster.api.create<'HorizontalPodAutoscaler'>(stored, {
			dryRun: dryRun === 'server',
			fieldManager: invocation.fieldManager,
		});
		yield* reportChange(invocation, created, 'autoscaled');
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		const incompatible =
			'failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1';
		if (!flags.string('cpu')) throw refusal(`${incompatible}: empty input`);
		if (!flags.string('cpu').endsWith('%') || flags.string('memory')) throw refusal(`${incompatible}: %!w(<nil>)`);
		throw error;
	}
}

function autoscalerFor(invocation: Invocation, object: KubeObject): Draft<'HorizontalPodAutoscaler'> {
	const {flags} = invocation;
	const cause = recordedCause(invocation);
	const metrics: Metric[] = [];
	const add = (name: string, target: Target) => metrics.push({type: 'Resource', resource: {name, target}});
	const percent = flags.number('cpu-percent');
	if (percent > 0) add('cpu', {type: 'Utilization', averageUtilization: percent});
	for (const name of ['cpu', 'memory']) if (flags.string(name)) add(name, parseTarget(name, flags.string(name)));
	return {
		apiVersion: 'autoscaling/v2',
		kind: 'HorizontalPodAutoscaler',
		metadata: {...(cause && {annotations: cause}), name: flags.string('name') || object.metadata.name},
		spec: {
			maxReplicas: flags.number('max'),
			...(metrics.length > 0 && {metrics}),
			...(flags.number('min') > 0 && {minReplicas: flags.number('min')}),
			scaleTargetRef: {apiVersion: object.apiVersion!, kind: object.kind, name: object.metadata.name},
		},
	};
}

// `70%` is a share of the request; a bare number means millicores or mebibytes.
function parseTarget(name: string, text: string): Target {
	const input = text.trim();
	const percent = /^(.*)%$/.exec(input);
	if (percent) {
		const value = Number(percent[1]);
		if (!/^\+?\d+$/.test(percent[1]!)) throw refusal(`invalid percentage value: ${percent[1]}`);
		return {type: 'Utilization', averageUtilization: value};
	}
	if (input !== '' && !Number.isNaN(Number(input)))
		return {type: 'AverageValue', averageValue: `${Number(input)}${DEFAULT_UNITS[name]}`};
	if (!QUANTITY.test(input)) throw refusal(`invalid resource ${name} value: ${input}`);
	return {type: 'AverageValue', averageValue: input};
}
