import type {Effect, Reply} from '../../shell/program.ts';
import {print} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {
	FIELD_MANAGER_FLAG,
	LAST_APPLIED,
	lastAppliedOf,
	parsedConfiguration,
	VALIDATE_FLAG,
} from '../manifest-changes.ts';
import {isObject, type ManifestObject} from '../manifests.ts';
import {changePrinter, PRINT_FLAGS} from '../output.ts';
import {goJson} from '../printers/json.ts';
import {FILENAME_FLAGS, type FoundResource, findResources} from '../resources.ts';
import {readDocuments, YamlError} from '../yaml-documents.ts';
import {editLoop, itemsOf, shownText} from './edit.ts';
import {refusal} from './failures.ts';

const HEADER = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`;

interface Applied {
	readonly item: FoundResource;
	readonly configuration: ManifestObject;
}

export const applyEditLastApplied: Subcommand = {
	name: 'edit-last-applied',
	short: 'Edit latest last-applied-configuration annotations of a resource/object',
	usage: 'kubectl apply edit-last-applied (RESOURCE/NAME | -f FILENAME)',
	examples: 'kubectl apply edit-last-applied deployment/web',
	flags: [...FILENAME_FLAGS, ...PRINT_FLAGS, VALIDATE_FLAG, FIELD_MANAGER_FLAG],
	*run(invocation) {
		const {items, failures} = yield* findResources(invocation, {emptyMeansAll: true});
		throwAll(failures);
		const applied = items.flatMap((item): Applied[] => {
			const configuration = parsedConfiguration(lastAppliedOf(item.object));
			return configuration ? [{item, configuration}] : [];
		});
		if (applied.length === 0)
			throw refusal(
				'no last-applied-configuration annotation found on resources, to create the annotation, ' +
					'use command `kubectl apply set-last-applied --create-annotation`',
			);
		const format = invocation.flags.string('output') === 'json' ? 'json' : 'yaml';
		return yield* editLoop(invocation, {
			original: shownText(
				applied.map(({configuration}) => configuration),
				format,
			),
			format,
			header: HEADER,
			apply: edited => annotate(invocation, applied, edited),
		});
	},
};

// Returns the reasons why the file has to be edited again.
function* annotate(
	invocation: Invocation,
	applied: readonly Applied[],
	text: string,
): Generator<Effect, string[], Reply> {
	let edited: ManifestObject[];
	try {
		edited = [...readDocuments(text)].flatMap(itemsOf);
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		return [`The edited file had a syntax error: ${error.message}`];
	}
	for (const object of edited) {
		const before = applied.find(({configuration}) => isSameObject(configuration, object));
		if (!before) throw refusal('no original object found for the edited one');
		const configuration = goJson(object);
		const isChanged = configuration !== goJson(before.configuration);
		const {definition, namespace, name} = before.item;
		if (isChanged)
			invocation.cluster.api.patch(
				definition.kind,
				namespace,
				name,
				{type: 'merge', body: {metadata: {annotations: {[LAST_APPLIED]: configuration}}}},
				{fieldManager: invocation.fieldManager},
			);
		yield* print(changePrinter(invocation, isChanged ? 'edited' : 'skipped')(object));
	}
	return [];
}

function isSameObject(a: ManifestObject, b: ManifestObject): boolean {
	const nameOf = ({metadata}: ManifestObject) => (isObject(metadata) ? metadata.name : undefined);
	return a.kind === b.kind && nameOf(a) === nameOf(b);
}
