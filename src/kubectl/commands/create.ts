import type {Subcommand} from '../command.ts';
import {createConfigMap, createSecret} from './create-config.ts';
import {createIngress} from './create-ingress.ts';
import {CREATE_FLAGS, createFromFiles} from './create-objects.ts';
import {
	createNamespace,
	createPodDisruptionBudget,
	createPriorityClass,
	createQuota,
	createServiceAccount,
} from './create-policies.ts';
import {createClusterRole, createClusterRoleBinding, createRole, createRoleBinding} from './create-roles.ts';
import {createService} from './create-service.ts';
import {createCronJob, createDeployment, createJob} from './create-workloads.ts';
import {createToken} from './left-out.ts';

export const create: Subcommand = {
	name: 'create',
	short: 'Create a resource from a file or from stdin',
	usage: 'kubectl create -f FILENAME',
	examples: 'kubectl create -f pod.yaml\nkubectl create deployment web --image=nginx',
	flags: CREATE_FLAGS,
	subcommands: [
		createClusterRole,
		createClusterRoleBinding,
		createConfigMap,
		createCronJob,
		createDeployment,
		createIngress,
		createJob,
		createNamespace,
		createPodDisruptionBudget,
		createPriorityClass,
		createQuota,
		createRole,
		createRoleBinding,
		createSecret,
		createService,
		createServiceAccount,
		createToken,
	],
	run: createFromFiles,
};
