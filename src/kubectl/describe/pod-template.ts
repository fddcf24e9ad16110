import type {Deployment} from '../../cluster/objects.ts';
import {describeContainers} from './containers.ts';
import {Description} from './description.ts';
import {describeScheduling, describeTopologySpread} from './scheduling.ts';
import {describeVolumes} from './volumes.ts';

export type PodTemplate = Deployment['spec']['template'];

/** The section `Pod Template` of everything that makes Pods; `rollout history --revision` prints it alone. */
export function describePodTemplate(description: Description, template: PodTemplate | undefined): Description {
	description.line(0, 'Pod Template:');
	if (!template) return description.line(1, '<unset>');
	const {metadata, spec} = template;
	description.labels('Labels', metadata?.labels, 1);
	if (metadata?.annotations && Object.keys(metadata.annotations).length > 0)
		description.annotations(metadata.annotations, 1);
	if (!spec) return description;
	if (spec.serviceAccountName) description.field('Service Account', spec.serviceAccountName, 1);
	if (spec.initContainers?.length)
		describeContainers(description, 'Init Containers', spec.initContainers, {template: true});
	describeContainers(description, 'Containers', spec.containers, {template: true});
	describeVolumes(description, spec.volumes, true);
	describeTopologySpread(description, spec.topologySpreadConstraints, 1);
	if (spec.priorityClassName) description.field('Priority Class Name', spec.priorityClassName, 1);
	return describeScheduling(description, spec, 1);
}

/** The template alone, as text with tabs, which kubectl doesn't align here. */
export function formatPodTemplate(template: PodTemplate | undefined): string {
	return describePodTemplate(new Description(), template).unaligned();
}
