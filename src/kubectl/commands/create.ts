import type {Subcommand} from '../command.ts';
import {createConfigMap, createSecret} from './create-config.ts';
import {CREATE_FLAGS, createFromFiles} from './create-objects.ts';
import {
	createNamespace,
	createPodDisruptionBudget,
	createPriorityClass,
	createQuota,
	createServiceAccount,
} from './create-policies.ts';
import {createService} from './create-service.ts';
import {createCronJob, createDeployment, createJob} from './create-workloads.ts';
import {createLeftOut} from './left-out.ts';

export const create: Subcommand = {
	name: 'create',
	short: 'Create a resource from a file or from stdin',
	usage: 'kubectl create -f FILENAME',
	examples: 'kubectl create -f pod.yaml\nkubectl create deployment web --image=nginx',
	flags: CREATE_FLAGS,
	subcommands: [
		createConfigMap,
		createCronJob,
		createDeployment,
		createJob,
		createNamespace,
		createPodDisruptionBudget,
		createPriorityClass,
		createQuota,
		createSecret,
		createService,
		createServiceAccount,
		...createLeftOut,
	],
	run: createFromFiles,
};
