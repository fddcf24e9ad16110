import {formatTime} from '../../shell/calendar.ts';
import type {KindDefinition} from '../kind.ts';
import {podColumns} from './pod-columns.ts';
import {setPodDefaults} from './pod-defaults.ts';
import {qualityOfService} from './pod-qos.ts';
import {validatePodUpdate} from './pod-update.ts';
import {validatePod} from './pod-validation.ts';

export const podKind: KindDefinition<'Pod'> = {
	kind: 'Pod',
	group: '',
	version: 'v1',
	plural: 'pods',
	singular: 'pod',
	shortNames: ['po'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status'],
	hasGeneration: true,
	setDefaults: setPodDefaults,

	prepareForCreate(pod, context) {
		pod.status = {phase: 'Pending', qosClass: qualityOfService(pod.spec)};
		if (!pod.spec.schedulingGates?.length) return;
		pod.status.conditions = [
			{
				type: 'PodScheduled',
				status: 'False',
				lastProbeTime: null as unknown as undefined,
				reason: 'SchedulingGated',
				message: 'Scheduling is blocked due to non-empty scheduling gates',
				lastTransitionTime: formatTime(context.now()),
			},
		];
	},

	validate: validatePod,
	validateUpdate: validatePodUpdate,
	columns: podColumns,
};
