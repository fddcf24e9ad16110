import type {Json} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {threeWayPatch} from '../../cluster/patch/three-way-patch.ts';
import {complain, type Effect, print, type Reply} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {cascadeOf, DELETION_FLAGS} from '../deletion.ts';
import {throwAll, whileDoing} from '../failure-text.ts';
import {
	createOnServer,
	FIELD_MANAGER_FLAG,
	fieldValidationOf,
	LAST_APPLIED,
	lastAppliedOf,
	parsedConfiguration,
	printWarnings,
	VALIDATE_FLAG,
	withLastApplied,
	withoutNulls,
} from '../manifest-changes.ts';
import {isObject, type Manifest, type ManifestObject} from '../manifests.ts';
import {changePrinter, DRY_RUN_FLAG, dryRunOf, outputFormat, PRINT_FLAGS} from '../output.ts';
import {paceRequests} from '../pacing.ts';
import {goJson, toJson} from '../printers/json.ts';
import {FILENAME_FLAGS, findManifests, getObject, hasFiles, SELECTOR_FLAG} from '../resources.ts';
import {applyEditLastApplied} from './apply-edit-last-applied.ts';
import {applyOnServer} from './apply-on-server.ts';
import {checkPrune, prune} from './apply-prune.ts';
import {applySetLastApplied} from './apply-set-last-applied.ts';
import {applyViewLastApplied} from './apply-view-last-applied.ts';
import {refusal, usageError} from './failures.ts';
import {RECORD_FLAG, withCause} from './record.ts';

export const apply: Subcommand = {
	name: 'apply',
	short: 'Apply a configuration to a resource by file name or stdin',
	usage: 'kubectl apply (-f FILENAME | -k DIRECTORY)',
	examples: 'kubectl apply -f web.yaml\nkubectl apply -f manifests/\ncat web.yaml | kubectl apply -f -',
	flags: [
		...FILENAME_FLAGS,
		SELECTOR_FLAG,
		...PRINT_FLAGS,
		DRY_RUN_FLAG,
		VALIDATE_FLAG,
		FIELD_MANAGER_FLAG,
		RECORD_FLAG,
		...DELETION_FLAGS,
		{name: 'all', type: 'boolean', help: 'All objects of the kinds, for --prune'},
		{name: 'overwrite', type: 'boolean', default: true, help: 'Let the new configuration win over changes by others'},
		{name: 'openapi-patch', type: 'boolean', default: true, help: 'Compute patches from the schema', hidden: true},
		{name: 'prune', type: 'boolean', help: 'Delete what is no longer in the files'},
		{name: 'prune-allowlist', type: 'array', help: 'Kinds for --prune'},
		{name: 'server-side', type: 'boolean', help: 'Let the server merge'},
		{name: 'force-conflicts', type: 'boolean', help: 'Take over fields that others own'},
		{name: 'subresource', type: 'string', help: 'A subresource, with --server-side'},
	],
	subcommands: [applyEditLastApplied, applySetLastApplied, applyViewLastApplied],
	*run(invocation) {
		checkUsage(invocation);
		const {flags} = invocation;
		const {manifests, failures} = yield* findManifests(invocation, {validate: fieldValidationOf(flags) !== 'Ignore'});
		if (manifests.length === 0 && failures.length === 0) throw refusal('no objects passed to apply');
		const results: (ManifestObject | KubeObject)[] = [];
		for (const [index, manifest] of manifests.entries()) {
			yield* paceRequests(index, invocation.process);
			try {
				results.push(yield* applyOne(invocation, manifest));
			} catch (error) {
				if (!(error instanceof ApiError) && !(error instanceof CommandError)) throw error;
				failures.push(error);
			}
		}
		throwAll(failures);
		if (printsObjects(invocation)) {
			const [only] = results;
			const list = {apiVersion: 'v1', items: results, kind: 'List', metadata: {resourceVersion: ''}};
			yield* print(changePrinter(invocation, '')(results.length === 1 ? only : list));
		}
		const namespaces = manifests.filter(({definition}) => definition.namespaced).map(({namespace}) => namespace);
		if (flags.boolean('prune')) yield* prune(invocation, results, new Set(namespaces));
		return 0;
	},
};

function checkUsage(invocation: Invocation): void {
	const {args, flags} = invocation;
	if (args.length > 0) throw usageError('apply', `Unexpected args: [${args.join(' ')}]`);
	dryRunOf(invocation);
	if (flags.boolean('force-conflicts') && !flags.boolean('server-side'))
		throw refusal('--force-conflicts only works with --server-side');
	if (flags.boolean('server-side') && dryRunOf(invocation) === 'client')
		throw refusal("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
	if (flags.boolean('server-side') && flags.boolean('force'))
		throw refusal('--force cannot be used with --server-side');
	if (!hasFiles(invocation)) throw refusal('must specify one of -f and -k');
	if (flags.boolean('all') && flags.string('selector') !== '')
		throw refusal('cannot set --all and --selector at the same time');
	checkPrune(invocation);
	if (flags.string('subresource') !== '' && !flags.boolean('server-side'))
		throw refusal('--subresource can only be specified for --server-side');
	changePrinter(invocation, '');
}

function printsObjects({flags}: Invocation): boolean {
	const format = outputFormat(flags);
	return format !== '' && format !== 'name';
}

function* report(invocation: Invocation, object: unknown, operation: string): Generator<Effect, void, Reply> {
	if (!printsObjects(invocation)) yield* print(changePrinter(invocation, operation)(object));
}

type Applied = Generator<Effect, ManifestObject | KubeObject, Reply>;

function* applyOne(invocation: Invocation, manifest: Manifest): Applied {
	const {definition, name, namespace, source} = manifest;
	checkGenerateName(manifest);
	if (invocation.flags.boolean('server-side')) {
		const applied = yield* applyOnServer(invocation, manifest);
		yield* warnIfDeleting(applied);
		yield* report(invocation, applied, 'serverside-applied');
		return applied;
	}
	const modified = withLastApplied(withCause(invocation, manifest.object));
	let live: KubeObject;
	try {
		live = getObject(invocation, definition, namespace || undefined, name);
	} catch (error) {
		if (!(error instanceof ApiError) || error.reason !== 'NotFound')
			throw whileDoing(
				`retrieving current configuration of:\n${describeTarget(manifest)}\nfrom server for:`,
				source,
				error,
			);
		return yield* createNew(invocation, {...manifest, object: withoutNulls(modified) as ManifestObject});
	}
	const dryRun = dryRunOf(invocation);
	if (dryRun === 'client') {
		yield* report(invocation, live, 'configured');
		return live;
	}
	if (lastAppliedOf(live) === undefined) yield* complain(missingAnnotation(`${definition.plural}/${name}`));
	const original = parsedConfiguration(lastAppliedOf(live));
	const {patch, empty} = threeWayPatch(definition.kind, original, modified, toJson(live) as ManifestObject);
	if (empty) {
		yield* warnIfDeleting(live);
		yield* report(invocation, live, 'unchanged');
		return live;
	}
	const patched = yield* sendPatch(invocation, manifest, modified, patch);
	yield* warnIfDeleting(patched);
	yield* report(invocation, patched, 'configured');
	return patched;
}

function checkGenerateName({name, object}: Manifest): void {
	const generateName = isObject(object.metadata) ? object.metadata.generateName : undefined;
	if (name === '' && generateName) throw refusal(`from ${generateName}: cannot use generate name with apply`);
}

function* createNew(invocation: Invocation, manifest: Manifest): Applied {
	const dryRun = dryRunOf(invocation);
	let result: ManifestObject | KubeObject = manifest.object;
	if (dryRun !== 'client') {
		try {
			result = yield* createOnServer(invocation, manifest, {dryRun: dryRun === 'server'});
		} catch (error) {
			throw whileDoing('creating', manifest.source, error);
		}
	}
	yield* report(invocation, result, 'created');
	return result;
}

// With --force, an object that can't be changed in place is deleted and made anew.
function* sendPatch(
	invocation: Invocation,
	manifest: Manifest,
	modified: ManifestObject,
	body: Json,
): Generator<Effect, KubeObject, Reply> {
	const {cluster, flags} = invocation;
	const {definition, namespace, name, source} = manifest;
	const warnings: string[] = [];
	try {
		const patched = cluster.api.patch(
			definition.kind,
			namespace || undefined,
			name,
			{type: 'strategic', body},
			{
				dryRun: dryRunOf(invocation) === 'server',
				fieldManager: invocation.fieldManager,
				fieldValidation: fieldValidationOf(flags),
				warnings,
			},
		);
		yield* printWarnings(warnings);
		return patched;
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		const replaceable = error.reason === 'Conflict' || error.reason === 'Invalid';
		if (replaceable && flags.boolean('force') && dryRunOf(invocation) === 'none')
			return yield* recreate(invocation, {...manifest, object: modified});
		const refused = whileDoing('patching', source, error);
		throw whileDoing(`applying patch:\n${goJson(body)}\nto:\n${describeTarget(manifest)}\nfor:`, source, refused);
	}
}

function* recreate(invocation: Invocation, manifest: Manifest): Generator<Effect, KubeObject, Reply> {
	const {cluster, flags} = invocation;
	const {kind} = manifest.definition;
	const namespace = manifest.namespace || undefined;
	const seconds = flags.number('grace-period');
	const {metadata} = cluster.api.delete(kind, namespace, manifest.name, {
		propagationPolicy: cascadeOf(flags),
		...(seconds >= 0 && {gracePeriodSeconds: seconds}),
	});
	const key = namespace ? `${namespace}/${manifest.name}` : manifest.name;
	while (cluster.store.get(kind, key)?.metadata.uid === metadata.uid) yield {kind: 'wait', on: [cluster.changed]};
	return yield* createOnServer(invocation, manifest, {dryRun: false});
}

function* warnIfDeleting({metadata}: KubeObject): Generator<Effect, void, Reply> {
	if (metadata.deletionTimestamp)
		yield* complain(`Warning: Detected changes to resource ${metadata.name} which is currently being deleted.\n`);
}

/** Two lines about the object of a manifest, as they stand in kubectl's errors. */
function describeTarget({definition, name, namespace}: Manifest): string {
	const {group, version, plural, kind} = definition;
	const shownNamespace = definition.namespaced ? namespace : '';
	return (
		`Resource: "${group}/${version}, Resource=${plural}", GroupVersionKind: "${group}/${version}, Kind=${kind}"\n` +
		`Name: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(shownNamespace)}`
	);
}

function missingAnnotation(object: string): string {
	return (
		`Warning: resource ${object} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply ` +
		'should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. ' +
		'The missing annotation will be patched automatically.\n'
	);
}
