import type {Json, JsonPatchOperation, Patch} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {applyJsonPatch} from '../../cluster/patch/json-patch.ts';
import {applyMergePatch} from '../../cluster/patch/merge-patch.ts';
import {applyStrategicMergePatch} from '../../cluster/patch/strategic-merge-patch.ts';
import {type Effect, print, type Reply} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {jsonProblem} from '../json-problem.ts';
import {FIELD_MANAGER_FLAG, printWarnings} from '../manifest-changes.ts';
import {readFile} from '../manifest-files.ts';
import {isObject, type ManifestObject, readManifests} from '../manifests.ts';
import {notSimulated} from '../not-simulated.ts';
import {DRY_RUN_FLAG, dryRunOf, operationPrinter, PRINT_FLAGS} from '../output.ts';
import {goJson, toJson} from '../printers/json.ts';
import {FILENAME_FLAGS, type FoundResource, findResources} from '../resources.ts';
import {readYaml, YamlError} from '../yaml-reader.ts';
import {refusal} from './failures.ts';
import {RECORD_FLAG, recordAfterwards} from './record.ts';
import {scaleOf} from './scale-subresource.ts';

type PatchType = Patch['type'];

const TYPES: readonly PatchType[] = ['json', 'merge', 'strategic'];

export const patch: Subcommand = {
	name: 'patch',
	short: 'Update fields of a resource',
	usage: 'kubectl patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
	examples:
		`kubectl patch deployment web -p '{"spec":{"replicas":3}}'\n` +
		`kubectl patch pod web --type=json -p '[{"op":"remove","path":"/metadata/labels/env"}]'`,
	flags: [
		...FILENAME_FLAGS,
		...PRINT_FLAGS,
		DRY_RUN_FLAG,
		FIELD_MANAGER_FLAG,
		RECORD_FLAG,
		{name: 'patch', short: 'p', type: 'string', help: 'The patch, as JSON or YAML'},
		{name: 'patch-file', type: 'string', help: 'A file with the patch'},
		{name: 'type', type: 'string', default: 'strategic', help: 'The kind of patch', values: TYPES},
		{name: 'local', type: 'boolean', help: 'Patch the object of the file, not that of the server'},
		{name: 'subresource', type: 'string', help: 'status or scale', values: ['status', 'scale']},
	],
	*run(invocation) {
		const type = patchType(invocation);
		const text = patchText(invocation);
		const failures: (ApiError | CommandError)[] = [];
		if (invocation.flags.boolean('local')) {
			const {process, flags} = invocation;
			const {manifests} = yield* readManifests(process, {
				filenames: flags.strings('filename'),
				kustomize: flags.string('kustomize'),
				recursive: flags.boolean('recursive'),
			});
			for (const {definition, object} of manifests)
				yield* print(
					operationPrinter(invocation, 'patched')(patchLocally(definition.kind, object, parsePatch(type, text))),
				);
			return 0;
		}
		const found = yield* findResources(invocation);
		failures.push(...found.failures);
		for (const item of found.items) {
			try {
				yield* patchOne(invocation, item, parsePatch(type, text));
			} catch (error) {
				if (!(error instanceof ApiError) && !(error instanceof CommandError)) throw error;
				failures.push(error);
			}
		}
		throwAll(failures);
		if (found.items.length === 0) throw refusal('no objects passed to patch');
		return 0;
	},
};

function patchType({flags, args}: Invocation): PatchType {
	const [text, file, type] = [flags.string('patch'), flags.string('patch-file'), flags.string('type')];
	if (text !== '' && file !== '') throw refusal('cannot specify --patch and --patch-file together');
	if (text === '' && file === '')
		throw refusal('must specify --patch or --patch-file containing the contents of the patch');
	if (flags.boolean('local') && args.length > 0) throw refusal('cannot specify --local and server resources');
	const known = TYPES.find(one => one === type.toLowerCase());
	if (type !== '' && !known) throw refusal(`--type must be one of [${TYPES.join(' ')}], not ${JSON.stringify(type)}`);
	return known ?? 'strategic';
}

// A text that starts like JSON is sent as it is, so that the server complains about it; other texts are read as YAML.
function patchText({flags, process}: Invocation): string {
	const file = flags.string('patch-file');
	let text = flags.string('patch');
	if (file !== '') {
		try {
			text = readFile(process, file);
		} catch (error) {
			if (!(error instanceof CommandError)) throw error;
			throw refusal(`unable to read patch file: ${error.message.replace(/^error: /, '')}`);
		}
	}
	if (text.trimStart().startsWith('{')) return text;
	try {
		return goJson(readYaml(text));
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		throw refusal(`unable to parse ${JSON.stringify(flags.string('patch'))}: ${error.message}`);
	}
}

// What the server says of a patch that it can't read.
function parsePatch(type: PatchType, text: string): Patch {
	let body: Json;
	try {
		body = JSON.parse(text) as Json;
	} catch {
		throw new ApiError(
			'BadRequest',
			type === 'json' ? `error decoding patch: ${jsonProblem(text)}` : jsonProblem(text),
		);
	}
	if (type !== 'json') return {type, body};
	if (!Array.isArray(body)) {
		const kind = typeof body === 'object' ? 'object' : typeof body === 'boolean' ? 'bool' : typeof body;
		throw new ApiError(
			'BadRequest',
			`error decoding patch: json: cannot unmarshal ${kind} into Go value of type []handlers.jsonPatchOp`,
		);
	}
	return {type, body: body as unknown as JsonPatchOperation[]};
}

function* patchOne(invocation: Invocation, item: FoundResource, change: Patch): Generator<Effect, void, Reply> {
	const {cluster, flags} = invocation;
	const {definition, namespace, name, object} = item;
	const dryRun = dryRunOf(invocation);
	const warnings: string[] = [];
	const subresource = flags.string('subresource');
	if (subresource === 'scale') scaleOf(object, definition);
	else if (subresource !== '' && subresource !== 'status') throw unservedSubresource(definition.kind, subresource);
	const patched: KubeObject | ManifestObject =
		dryRun === 'client'
			? patchLocally(definition.kind, toJson(object) as ManifestObject, change)
			: cluster.api.patch(definition.kind, namespace, name, change, {
					dryRun: dryRun === 'server',
					fieldManager: invocation.fieldManager,
					warnings,
					...((subresource === 'status' || subresource === 'scale') && {subresource}),
				});
	yield* printWarnings(warnings);
	recordAfterwards(invocation, definition.kind, object);
	// What a file names is compared with the file, so it always differs from the answer of the server.
	const changed = item.source !== undefined || goJson(toJson(patched)) !== goJson(toJson(object));
	const shown = subresource === 'scale' ? scaleOf(patched as KubeObject, definition) : patched;
	yield* print(operationPrinter(invocation, changed ? 'patched' : 'patched (no change)')(shown));
}

function patchLocally(kind: string, object: ManifestObject, change: Patch): ManifestObject {
	if (change.type === 'json') return applyJsonPatch(object, change.body) as ManifestObject;
	if (!isObject(change.body))
		throw refusal('json: cannot unmarshal array into Go value of type map[string]interface {}');
	if (change.type === 'merge') return applyMergePatch(object, change.body) as ManifestObject;
	return applyStrategicMergePatch(kind, object, change.body);
}

function unservedSubresource(kind: string, subresource: string): Error {
	if (kind === 'Pod') return notSimulated(`kubectl patch pod --subresource=${subresource}`);
	return new ApiError('NotFound', 'the server could not find the requested resource');
}
