import {ApiError} from './api-error.ts';
import type {Controller, ControllerContext} from './controller.ts';
import {allKinds} from './kinds.ts';
import type {Change} from './store.ts';

/** Empties a namespace that is being deleted and then lets it go: everything inside is deleted first, Pods with their grace period. */
export function namespaceController({store, api}: ControllerContext): Controller {
	const contentKinds = allKinds()
		.filter(({namespaced}) => namespaced)
		.map(({kind}) => kind);
	const left = (namespace: string) =>
		contentKinds.flatMap(kind => store.list(kind, namespace).map(({kind: of, metadata}) => ({kind: of, metadata})));
	return {
		name: 'namespace-controller',
		watches: {
			Namespace: ({object}) => (object.metadata.deletionTimestamp ? [object.metadata.name] : []),
			...Object.fromEntries(
				contentKinds.map(kind => [
					kind,
					({type, object}: Change) =>
						type === 'DELETED' && isEnding(object.metadata.namespace) ? [object.metadata.namespace!] : [],
				]),
			),
		},
		reconcile(name) {
			const namespace = store.get('Namespace', name);
			if (!namespace?.metadata.deletionTimestamp) return undefined;
			for (const {kind, metadata} of left(name)) {
				if (metadata.deletionTimestamp) continue;
				try {
					api.delete(kind, name, metadata.name, {uid: metadata.uid});
				} catch (error) {
					if (!(error instanceof ApiError) || error.reason !== 'NotFound') throw error;
				}
			}
			if (left(name).length === 0) api.update({...namespace, spec: {...namespace.spec, finalizers: []}});
			return undefined;
		},
	};

	function isEnding(name: string | undefined): boolean {
		return name !== undefined && store.get('Namespace', name)?.metadata.deletionTimestamp !== undefined;
	}
}
