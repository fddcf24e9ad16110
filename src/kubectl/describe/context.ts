import type {Store} from '../../cluster/store.ts';

/** What a describer may look at beside the object. */
export interface DescribeContext {
	readonly store: Store;
	/** Virtual time, milliseconds since 1970. */
	readonly nowMs: number;
	/** `--show-events` */
	readonly showEvents: boolean;
}
