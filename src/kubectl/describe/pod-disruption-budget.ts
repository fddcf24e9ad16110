import type {PodDisruptionBudget} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import type {DescribeContext} from './context.ts';
import {Description} from './description.ts';
import {describeEvents} from './events.ts';

export function describePodDisruptionBudget(budget: PodDisruptionBudget, context: DescribeContext): string {
	const {metadata, spec, status} = budget;
	const description = new Description().field('Name', metadata.name).field('Namespace', metadata.namespace);
	if (spec.minAvailable !== undefined) description.field('Min available', spec.minAvailable);
	else if (spec.maxUnavailable !== undefined) description.field('Max unavailable', spec.maxUnavailable);
	description
		.field('Selector', spec.selector ? formatLabelSelector(spec.selector) : '<unset>')
		.line(0, 'Status:')
		.field('Allowed disruptions', status.disruptionsAllowed ?? 0, 2)
		.field('Current', status.currentHealthy ?? 0, 2)
		.field('Desired', status.desiredHealthy ?? 0, 2)
		.field('Total', status.expectedPods ?? 0, 2);
	return describeEvents(description, budget, context).toString();
}
