import type {Json} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import {resourceName} from '../../cluster/kinds.ts';
import {twoWayPatch} from '../../cluster/patch/three-way-patch.ts';
import {complain, type Effect, type Program, print, type Reply} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {FIELD_MANAGER_FLAG, fieldValidationOf, printWarnings, VALIDATE_FLAG} from '../manifest-changes.ts';
import {isObject, type ManifestObject} from '../manifests.ts';
import {changePrinter, PRINT_FLAGS} from '../output.ts';
import {goJson, goJsonIndented, objectJson} from '../printers/json.ts';
import {toYaml} from '../printers/yaml.ts';
import {FILENAME_FLAGS, type FoundResource, findResources} from '../resources.ts';
import {readDocuments, YamlError} from '../yaml-documents.ts';
import {editText} from './edit-text.ts';
import {refusal} from './failures.ts';

const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

export const edit: Subcommand = {
	name: 'edit',
	short: 'Edit a resource on the server',
	usage: 'kubectl edit (RESOURCE/NAME | -f FILENAME)',
	examples: 'kubectl edit deployment/web\nKUBE_EDITOR="nano" kubectl edit configmap settings',
	flags: [
		...FILENAME_FLAGS,
		...PRINT_FLAGS,
		VALIDATE_FLAG,
		FIELD_MANAGER_FLAG,
		{name: 'output-patch', type: 'boolean', help: 'Show the patch'},
		{name: 'save-config', type: 'boolean', help: 'Keep the configuration in an annotation', hidden: true},
		{name: 'subresource', type: 'string', help: 'A subresource'},
		{name: 'windows-line-endings', type: 'boolean', help: 'Line ends of Windows', hidden: true},
	],
	*run(invocation) {
		const found = yield* findResources(invocation, {emptyMeansAll: true});
		throwAll(found.failures);
		if (found.items.length === 0) throw refusal('edit cancelled, no objects found');
		const format = invocation.flags.string('output') === 'json' ? 'json' : 'yaml';
		return yield* editLoop(invocation, {
			original: shownText(
				found.items.map(({object}) => objectJson(object)),
				format,
			),
			format,
			header: HEADER,
			apply: (edited, path) => applyEdit(invocation, found.items, edited, path),
		});
	},
};

/** What is edited, and what becomes of the result: `apply` returns the reasons why it has to be edited again. */
export interface Edit {
	readonly original: string;
	readonly format: 'json' | 'yaml';
	readonly header: string;
	readonly apply: (edited: string, path: string) => Generator<Effect, string[], Reply>;
}

/** Has a text edited; it comes back with the reasons on top until it is accepted, unchanged or empty. */
export function* editLoop(invocation: Invocation, {original, format, header: comment, apply}: Edit): Program {
	const path = `/tmp/kubectl-edit-${invocation.cluster.random.integer(4_000_000_000)}.${format}`;
	// JSON has no comments.
	const header = format === 'json' ? '' : comment;
	let text = header + original;
	let failedText: string | undefined;
	for (;;) {
		const edited = (yield* editText(invocation, path, text)) ?? text;
		if (failedText !== undefined && withoutComments(edited) === withoutComments(failedText)) {
			yield* complain(`A copy of your changes has been stored to ${JSON.stringify(path)}\n`);
			invocation.process.files.write(path, edited);
			throw refusal('Edit cancelled, no valid changes were saved.');
		}
		if (withoutComments(edited).trim() === withoutComments(original).trim()) {
			yield* complain('Edit cancelled, no changes made.\n');
			return 0;
		}
		if (withoutComments(edited).trim() === '') {
			yield* complain('Edit cancelled, saved file was empty.\n');
			return 0;
		}
		const reasons = yield* keepingCopy(invocation, path, edited, apply(edited, path));
		if (reasons.length === 0) return 0;
		failedText = edited;
		text = comment + reasons.map(reason => `${commented(reason)}#\n`).join('') + withoutComments(edited);
	}
}

// What can't be sent at all is kept for the person.
function* keepingCopy<T>(
	{process}: Invocation,
	path: string,
	text: string,
	work: Generator<Effect, T, Reply>,
): Generator<Effect, T, Reply> {
	try {
		return yield* work;
	} catch (error) {
		if (!(error instanceof CommandError) || error.message === '') throw error;
		yield* complain(`A copy of your changes has been stored to ${JSON.stringify(path)}\n`);
		process.files.write(path, text);
		throw error;
	}
}

/** One object as it is, several as a List. */
export function shownText(objects: readonly Json[], format: 'json' | 'yaml'): string {
	const value: Json =
		objects.length === 1 ? objects[0]! : {apiVersion: 'v1', items: objects, kind: 'List', metadata: {}};
	return format === 'json' ? `${goJsonIndented(value)}\n` : toYaml(value);
}

function withoutComments(text: string): string {
	return text
		.split('\n')
		.filter(line => !line.trimStart().startsWith('#'))
		.join('\n');
}

function commented(reason: string): string {
	return `# ${reason.replaceAll('\n', '\n# ')}\n`;
}

// Returns the reasons why the file has to be edited again.
function* applyEdit(
	invocation: Invocation,
	items: readonly FoundResource[],
	text: string,
	path: string,
): Generator<Effect, string[], Reply> {
	let edited: ManifestObject[];
	try {
		edited = [...readDocuments(text)].flatMap(itemsOf);
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		const [{definition, name}] = items as [FoundResource];
		const subject = `${resourceName(definition)} ${JSON.stringify(name)}`;
		yield* complain(`error: ${subject} is invalid\n`);
		return [`${subject} was not valid:\n* <nil>: Invalid value: "The edited file failed validation": ${error.message}`];
	}
	const reasons: string[] = [];
	for (const object of edited) {
		const uid = isObject(object.metadata) ? object.metadata.uid : undefined;
		const item = items.find(one => one.object.metadata.uid === uid);
		if (!item) throw refusal('no original object found for the edited one');
		const reason = yield* patchOne(invocation, item, object, path);
		if (reason !== undefined) reasons.push(reason);
	}
	return reasons;
}

/** The objects of a document that may be a List. */
export function itemsOf(document: Json | undefined): ManifestObject[] {
	if (!isObject(document)) return [];
	return Array.isArray(document.items) ? document.items.filter(isObject) : [document];
}

function* patchOne(
	invocation: Invocation,
	{definition, namespace, name, object}: FoundResource,
	edited: ManifestObject,
	path: string,
): Generator<Effect, string | undefined, Reply> {
	const before = objectJson(object) as ManifestObject;
	if (goJson(before) === goJson(edited)) {
		yield* print(changePrinter(invocation, 'skipped')(edited));
		return undefined;
	}
	const patch = twoWayPatch(definition.kind, before, edited);
	const metadata = isObject(patch.metadata) ? patch.metadata : {};
	if ('apiVersion' in patch || 'kind' in patch || 'name' in metadata)
		throw refusal('At least one of apiVersion, kind and name was changed');
	if (invocation.flags.boolean('output-patch')) yield* print(`Patch: ${goJson(patch)}\n`);
	const warnings: string[] = [];
	try {
		const {fieldManager, flags} = invocation;
		const options = {fieldManager, fieldValidation: fieldValidationOf(flags), warnings};
		const patched = invocation.cluster.api.patch(
			definition.kind,
			namespace,
			name,
			{type: 'strategic', body: patch},
			options,
		);
		yield* printWarnings(warnings);
		yield* print(changePrinter(invocation, 'edited')(patched));
		return undefined;
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		const subject = `${resourceName(definition)} ${JSON.stringify(name)}`;
		if (error.reason === 'Invalid') {
			yield* complain(`error: ${subject} is invalid\n`);
			const causes = error.details.causes?.map(cause => `* ${cause.path}: ${cause.text}`) ?? [];
			return [`${subject} was not valid:`, ...causes].join('\n');
		}
		invocation.process.files.write(path, goJson(edited));
		if (error.reason === 'NotFound') {
			yield* complain(
				`error: ${subject} could not be found on the server\nThe edits you made on deleted resources have been saved to "${path}"\n`,
			);
		} else {
			yield* complain(`error: ${subject} could not be patched: ${error.message}\n`);
			yield* complain(`You can run \`kubectl replace -f ${path}\` to try this update again.\n`);
		}
		throw new CommandError('');
	}
}
