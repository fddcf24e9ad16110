import {ApiError} from '../api-error.ts';

/** Creates something that goes with a Service, but for a namespace that ends: nothing new is made there, and nobody misses it. */
export function createUnlessEnding<T>(create: () => T): T | undefined {
	try {
		return create();
	} catch (error) {
		if (!(error instanceof ApiError) || error.reason !== 'Forbidden') throw error;
		return undefined;
	}
}
