import type {KubeObject} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import type {Description} from './description.ts';

/** `Pods Status: 2 Running / 0 Waiting / 0 Succeeded / 0 Failed`, counting the Pods that the object controls. */
export function describePodPhases(description: Description, object: KubeObject, {store}: DescribeContext): void {
	const counts = {Running: 0, Pending: 0, Succeeded: 0, Failed: 0};
	for (const {status} of store.ownedBy('Pod', object.metadata.uid)) {
		const phase = status.phase as keyof typeof counts;
		if (Object.hasOwn(counts, phase)) counts[phase]++;
	}
	const {Failed, Pending, Running, Succeeded} = counts;
	description.field(
		'Pods Status',
		`${Running} Running / ${Pending} Waiting / ${Succeeded} Succeeded / ${Failed} Failed`,
	);
}

/** The table of conditions of everything that keeps replicas; a blank follows each type. */
export function describeConditionTable(
	description: Description,
	conditions: readonly {readonly type: string; readonly status: string; readonly reason?: string}[] | undefined,
): void {
	if (!conditions?.length) return;
	description.line(0, 'Conditions:').table(
		1,
		['Type', 'Status', 'Reason'],
		['----', '------', '------'],
		conditions.map(({reason = '', status, type}) => [`${type} `, status, reason]),
	);
}
