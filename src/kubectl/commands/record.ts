import type {Kind, KubeObject} from '../../cluster/objects.ts';
import type {Flag, Invocation} from '../command.ts';
import {isObject, type ManifestObject} from '../manifests.ts';
import {dryRunOf} from '../output.ts';

/** Where the reason of a rollout's revision is kept. */
export const CHANGE_CAUSE = 'kubernetes.io/change-cause';

export const RECORD_FLAG: Flag = {
	name: 'record',
	type: 'boolean',
	help: 'Keep the command line as the cause of the change',
	deprecated: '--record will be removed in the future',
	hidden: true,
};

/** The annotation that `--record` asks for; undefined without it. */
export function recordedCause({flags, commandLine}: Invocation): Readonly<Record<string, string>> | undefined {
	return flags.boolean('record') ? {[CHANGE_CAUSE]: commandLine} : undefined;
}

/** The object, or a merge patch of one, with that annotation if it is asked for. */
export function withCause<T extends ManifestObject>(invocation: Invocation, object: T): T {
	const cause = recordedCause(invocation);
	if (!cause) return object;
	const metadata = isObject(object.metadata) ? object.metadata : {};
	const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
	return {...object, metadata: {...metadata, annotations: {...annotations, ...cause}}};
}

/** For commands whose own change can't carry the annotation: a second patch. */
export function recordAfterwards(invocation: Invocation, kind: Kind, {metadata: {name, namespace}}: KubeObject): void {
	const annotations = recordedCause(invocation);
	if (!annotations || dryRunOf(invocation) !== 'none') return;
	invocation.cluster.api.patch(kind, namespace, name, {type: 'merge', body: {metadata: {annotations}}});
}
