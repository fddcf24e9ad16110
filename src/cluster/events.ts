import type {KubeObject} from './objects.ts';

/** Writes Event objects as client-go's recorder does: repeats are counted, similar ones combined, floods dropped. */
export interface EventRecorder {
	/**
	 * @param component the reporting component, e.g. `kubelet`
	 * @param object what the event is about
	 * @param fieldPath for container events: `spec.containers{app}`
	 */
	record(
		component: string,
		object: KubeObject,
		type: 'Normal' | 'Warning',
		reason: string,
		message: string,
		fieldPath?: string,
	): void;
}
