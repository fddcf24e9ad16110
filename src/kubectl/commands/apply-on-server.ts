import {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import type {Invocation} from '../command.ts';
import {fieldValidationOf, LAST_APPLIED, lastAppliedOf, printWarnings, withoutNulls} from '../manifest-changes.ts';
import type {Manifest, ManifestObject} from '../manifests.ts';
import {notSimulated} from '../not-simulated.ts';
import {dryRunOf} from '../output.ts';
import {goJson} from '../printers/json.ts';
import {refusal} from './failures.ts';

const CLIENT_SIDE_MANAGER = 'kubectl-client-side-apply';
const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** `apply --server-side`. What the client applied before is taken over, with the annotation it needs kept up to date. */
export function* applyOnServer(
	invocation: Invocation,
	{definition, name, namespace, object}: Manifest,
): Generator<Effect, KubeObject, Reply> {
	const {cluster, flags} = invocation;
	if (flags.string('subresource') !== '') throw notSimulated('kubectl apply --subresource');
	const fieldManager = flags.string('field-manager') || 'kubectl';
	const warnings: string[] = [];
	const key = namespace ? `${namespace}/${name}` : name;
	const live = name === '' ? undefined : cluster.store.get(definition.kind, key);
	const wasApplied = live !== undefined && lastAppliedOf(live) !== undefined;
	const manifest = withoutNulls(object) as ManifestObject;
	let applied: KubeObject;
	try {
		applied = cluster.api.apply(definition.kind, manifest, {
			dryRun: dryRunOf(invocation) === 'server',
			fieldManager,
			fieldValidation: fieldValidationOf(flags),
			force: flags.boolean('force-conflicts'),
			warnings,
			...(wasApplied && {takesOver: CLIENT_SIDE_MANAGER}),
		});
	} catch (error) {
		if (error instanceof ApiError && error.reason === 'Conflict') throw refusal(`${error.message}\n${ADVICE}`);
		throw error;
	}
	yield* printWarnings(warnings);
	if (!wasApplied || dryRunOf(invocation) !== 'none') return applied;
	const annotations = {[LAST_APPLIED]: `${goJson(manifest)}\n`};
	return cluster.api.patch(
		definition.kind,
		namespace || undefined,
		name,
		{type: 'merge', body: {metadata: {annotations}}},
		{fieldManager: 'kubectl-last-applied'},
	);
}
