import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import {ApiError} from '../api-error.ts';
import type {ControllerContext} from '../controller.ts';
import type {Draft, KubeObject, Pod} from '../objects.ts';
import {controllerReference} from './controller-references.ts';

/** The Pod that a template describes, owned by `owner` and named after it, before it is sent to the server. */
export function podFromTemplate(owner: KubeObject, template: IPodTemplateSpec): Draft<'Pod'> {
	const {labels, annotations, finalizers} = template.metadata ?? {};
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			generateName: `${owner.metadata.name}-`,
			namespace: owner.metadata.namespace,
			ownerReferences: [controllerReference(owner)],
			...(labels && {labels}),
			...(annotations && {annotations}),
			...(finalizers && {finalizers}),
		},
		spec: template.spec,
	};
}

/**
 * Creates a Pod for `owner`, with the events `SuccessfulCreate` and `FailedCreate` on the owner. Throws the server's ApiError; in a namespace that
 * is going away, where every creation fails, it quietly does nothing.
 */
export function createPod(
	{api, events}: ControllerContext,
	actor: string,
	owner: KubeObject,
	pod: Draft<'Pod'>,
): Pod | undefined {
	try {
		const created = api.create(pod);
		events.record(actor, owner, 'Normal', 'SuccessfulCreate', `Created pod: ${created.metadata.name}`);
		return created;
	} catch (error) {
		if (error instanceof ApiError && isNamespaceTerminating(error)) return undefined;
		if (error instanceof ApiError) {
			events.record(actor, owner, 'Warning', 'FailedCreate', `Error creating: ${error.message}`);
		}
		throw error;
	}
}

/** Deletes a Pod of `owner` in the usual graceful way, with an event on the owner. A Pod that is gone already is no failure. */
export function deletePod({api, events}: ControllerContext, actor: string, owner: KubeObject, pod: Pod): void {
	const {namespace, name} = pod.metadata;
	try {
		api.delete('Pod', namespace, name);
		events.record(actor, owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		if (error.reason === 'NotFound') return;
		events.record(actor, owner, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`);
		throw error;
	}
}

/** In a namespace that is going away every creation fails, so controllers neither complain nor try again. */
export function isNamespaceTerminating(error: ApiError): boolean {
	return error.reason === 'Forbidden' && error.message.includes('because it is being terminated');
}
