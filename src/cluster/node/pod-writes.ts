import {ApiError} from '../api-error.ts';
import type {Pod} from '../objects.ts';

/** Carries out a write that others may have made pointless. */
export function attempt<T>(write: () => T): T | undefined {
	try {
		return write();
	} catch (error) {
		if (error instanceof ApiError) return undefined;
		throw error;
	}
}

/** `name_namespace(uid)`, as messages of the kubelet name a Pod. */
export function podTitle({metadata}: Pod): string {
	return `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
}
