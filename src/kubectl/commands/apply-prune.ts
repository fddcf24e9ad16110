import {allKinds} from '../../cluster/kinds.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {complain, type Effect, print, type Reply} from '../../shell/program.ts';
import type {Invocation} from '../command.ts';
import {cascadeOf} from '../deletion.ts';
import {lastAppliedOf} from '../manifest-changes.ts';
import {changePrinter, dryRunOf, logHead} from '../output.ts';
import {refusal} from './failures.ts';

type Resource = readonly [group: string, kind: string];

/** What kubectl prunes unless it is told otherwise: in the namespaces of the applied objects, then outside of namespaces. */
const DEFAULT_KINDS: readonly Resource[] = [
	['', 'ConfigMap'],
	['', 'Endpoints'],
	['', 'PersistentVolumeClaim'],
	['', 'Pod'],
	['', 'ReplicationController'],
	['', 'Secret'],
	['', 'Service'],
	['batch', 'Job'],
	['batch', 'CronJob'],
	['apps', 'DaemonSet'],
	['apps', 'Deployment'],
	['apps', 'ReplicaSet'],
	['apps', 'StatefulSet'],
	['', 'Namespace'],
	['', 'PersistentVolume'],
];
const ADVICE =
	'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future ' +
	'release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.';

/** Refuses a `--prune` that doesn't say what it is about. */
export function checkPrune({flags}: Invocation): void {
	if (!flags.boolean('prune')) return;
	if (!flags.boolean('all') && flags.string('selector') === '')
		throw refusal(
			'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. ' +
				'If you did not mean to prune all resources, specify a label selector',
		);
	allowedKinds(flags.strings('prune-allowlist'));
}

/** Deletes what was applied once, is selected, and isn't among the objects that were applied now. */
export function* prune(
	invocation: Invocation,
	applied: readonly {readonly metadata?: unknown}[],
	namespaces: ReadonlySet<string>,
): Generator<Effect, void, Reply> {
	const {cluster, flags} = invocation;
	const dryRun = dryRunOf(invocation);
	const uids = new Set(applied.map(({metadata}) => (metadata as {uid?: string} | undefined)?.uid));
	const allowlist = flags.strings('prune-allowlist');
	if (allowlist.length === 0) yield* complain(`${logHead('W', cluster.clock.now())} prune.go:71] ${ADVICE}\n`);
	const kinds = allowlist.length > 0 ? allowedKinds(allowlist) : DEFAULT_KINDS;
	const found = kinds.flatMap(([group, kind]) => {
		const definition = allKinds().find(one => one.kind === kind && one.group === group);
		if (!definition) return [];
		const places = definition.namespaced ? [...namespaces] : [undefined];
		const labelSelector = flags.string('selector');
		return places.flatMap(place => cluster.api.list(definition.kind, place, {labelSelector}) as KubeObject[]);
	});
	for (const object of found) {
		const {name, namespace, uid} = object.metadata;
		if (lastAppliedOf(object) === undefined || uids.has(uid)) continue;
		const seconds = flags.number('grace-period');
		if (dryRun !== 'client')
			cluster.api.delete(object.kind, namespace || undefined, name, {
				dryRun: dryRun === 'server',
				propagationPolicy: cascadeOf(flags),
				...(seconds >= 0 && {gracePeriodSeconds: seconds}),
			});
		yield* print(changePrinter(invocation, 'pruned')(object));
	}
}

function allowedKinds(texts: readonly string[]): readonly Resource[] {
	return texts.map(text => {
		const [group = '', version, kind = '', ...rest] = text.split('/');
		if (version === undefined || kind === '' || rest.length > 0)
			throw refusal(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`);
		const known = allKinds().find(
			one => one.kind === kind && one.group === (group === 'core' ? '' : group) && one.version === version,
		);
		if (!known)
			throw refusal(
				`no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(group === 'core' ? version : `${group}/${version}`)}`,
			);
		return [known.group, known.kind];
	});
}
