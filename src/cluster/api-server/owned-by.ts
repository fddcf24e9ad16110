import {formatTime} from '../../shell/calendar.ts';
import {managedFieldsOf, ownersAfterUpdate} from '../managed-fields/ownership.ts';
import type {KubeObject, Metadata} from '../objects.ts';
import type {ServerState} from './server-state.ts';

/** The `managedFields` of an object that somebody created or updated. */
export function ownedBy(
	server: ServerState,
	fieldManager: string,
	before: KubeObject | undefined,
	after: KubeObject,
	subresource?: string,
): NonNullable<Metadata['managedFields']> {
	const writer = {name: fieldManager, operation: 'Update', ...(subresource && {subresource})} as const;
	return managedFieldsOf(ownersAfterUpdate(writer, before, after, formatTime(server.clock.now())));
}
