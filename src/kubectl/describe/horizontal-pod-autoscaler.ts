import type {HorizontalPodAutoscaler} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLongTime} from './description.ts';
import {describeEvents} from './events.ts';

type Metric = NonNullable<HorizontalPodAutoscaler['spec']['metrics']>[number];
type CurrentMetric = NonNullable<HorizontalPodAutoscaler['status']['currentMetrics']>[number];
type Behavior = NonNullable<NonNullable<HorizontalPodAutoscaler['spec']['behavior']>['scaleUp']>;

const UNKNOWN = '<unknown>';

export function describeHorizontalPodAutoscaler(autoscaler: HorizontalPodAutoscaler, context: DescribeContext): string {
	const {metadata, spec, status} = autoscaler;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('CreationTimestamp', formatLongTime(metadata.creationTimestamp))
		.field('Reference', `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`)
		.field('Metrics', '( current / target )');
	for (const [index, metric] of (spec.metrics ?? []).entries())
		describeMetric(description, metric, status.currentMetrics?.[index]);
	description.field('Min replicas', spec.minReplicas ?? '<unset>').field('Max replicas', spec.maxReplicas);
	if (spec.behavior) {
		description.line(0, 'Behavior:');
		describeDirection(description, 'Scale Up', spec.behavior.scaleUp);
		describeDirection(description, 'Scale Down', spec.behavior.scaleDown);
	}
	description.field(
		`${spec.scaleTargetRef.kind} pods`,
		`${status.currentReplicas ?? 0} current / ${status.desiredReplicas ?? 0} desired`,
	);
	if (status.conditions?.length)
		description.line(0, 'Conditions:').table(
			1,
			['Type', 'Status', 'Reason', 'Message'],
			['----', '------', '------', '-------'],
			status.conditions.map(({message = '', reason = '', status: value, type}) => [type, value, reason, message]),
		);
	return describeEvents(description, autoscaler, context).toString();
}

function describeMetric(description: Description, metric: Metric, current: CurrentMetric | undefined): void {
	const {containerResource, external, object, pods, resource} = metric;
	if (resource) {
		describeResource(description, `resource ${resource.name} on pods`, resource.target, current?.resource?.current);
	} else if (containerResource) {
		const {container, name, target} = containerResource;
		const title = `resource ${name} of container "${container}" on pods`;
		describeResource(description, title, target, current?.containerResource?.current);
	} else if (pods) {
		const value = current?.pods?.current.averageValue ?? UNKNOWN;
		description.field(`"${pods.metric.name}" on pods`, `${value} / ${pods.target.averageValue}`, 1);
	} else if (object) {
		const {describedObject, metric: named, target} = object;
		const average = target.type === 'AverageValue';
		const now = current?.object?.current;
		const title = `"${named.name}" on ${describedObject.kind}/${describedObject.name} (target ${average ? 'average ' : ''}value)`;
		const value = (average ? now?.averageValue : now?.value) ?? UNKNOWN;
		description.field(title, `${value} / ${average ? target.averageValue : target.value}`, 1);
	} else if (external) {
		const {metric: named, target} = external;
		const average = target.averageValue !== undefined;
		const now = current?.external?.current;
		const value = (average ? now?.averageValue : now?.value) ?? UNKNOWN;
		const title = `"${named.name}" (target ${average ? 'average ' : ''}value)`;
		description.field(title, `${value} / ${average ? target.averageValue : target.value}`, 1);
	} else {
		description.line(1, `<unknown metric type "${metric.type}">`);
	}
}

function describeResource(
	description: Description,
	title: string,
	target: NonNullable<Metric['resource']>['target'],
	current: NonNullable<CurrentMetric['resource']>['current'] | undefined,
): void {
	if (target.averageValue !== undefined) {
		description.field(title, `${current?.averageValue ?? UNKNOWN} / ${target.averageValue}`, 1);
		return;
	}
	const now =
		current?.averageUtilization === undefined ? UNKNOWN : `${current.averageUtilization}% (${current.averageValue})`;
	const wanted = target.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`;
	description.field(`${title}  (as a percentage of request)`, `${now} / ${wanted}`, 1);
}

function describeDirection(description: Description, title: string, rules: Behavior | undefined): void {
	if (!rules) return;
	description.line(1, `${title}:`);
	if (rules.stabilizationWindowSeconds !== undefined)
		description.line(2, `Stabilization Window: ${rules.stabilizationWindowSeconds} seconds`);
	if (!rules.policies?.length) return;
	description.line(2, `Select Policy: ${rules.selectPolicy ?? 'Max'}`).line(2, 'Policies:');
	for (const {periodSeconds, type, value} of rules.policies)
		description.line(3, `- Type: ${type}`, `Value: ${value}`, `Period: ${periodSeconds} seconds`);
}
