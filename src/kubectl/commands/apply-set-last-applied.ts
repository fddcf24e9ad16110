import type {Json} from '../../cluster/api.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {print} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {LAST_APPLIED, lastAppliedOf} from '../manifest-changes.ts';
import type {Manifest, ManifestObject} from '../manifests.ts';
import {changePrinter, DRY_RUN_FLAG, dryRunOf, PRINT_FLAGS} from '../output.ts';
import {goJson} from '../printers/json.ts';
import {MISSING_RESOURCE} from '../resource-arguments.ts';
import {FILENAME_FLAGS, findManifests, getObject, hasFiles} from '../resources.ts';
import {refusal} from './failures.ts';

export const applySetLastApplied: Subcommand = {
	name: 'set-last-applied',
	short: 'Set the last-applied-configuration annotation on a live object to match the contents of a file',
	usage: 'kubectl apply set-last-applied -f FILENAME',
	examples: 'kubectl apply set-last-applied -f web.yaml --create-annotation=true',
	flags: [
		...FILENAME_FLAGS,
		...PRINT_FLAGS,
		DRY_RUN_FLAG,
		{name: 'create-annotation', type: 'boolean', help: 'Create the annotation if the object has none'},
	],
	*run(invocation) {
		if (!hasFiles(invocation)) throw new CommandError(MISSING_RESOURCE);
		const {manifests, failures} = yield* findManifests(invocation);
		throwAll(failures);
		const changes: {manifest: Manifest; live: KubeObject; text: string}[] = [];
		for (const manifest of manifests) {
			const live = getObject(invocation, manifest.definition, manifest.namespace || undefined, manifest.name);
			const before = lastAppliedOf(live);
			if (before === undefined && !invocation.flags.boolean('create-annotation'))
				throw refusal(
					`no last-applied-configuration annotation found on resource: ${manifest.name}, to create the annotation, ` +
						'run the command with --create-annotation',
				);
			// Unlike apply, it adds neither empty annotations nor an end of line.
			const text = goJson(manifest.object);
			if (before !== undefined && goJson(parsedJson(before)) === text)
				yield* print(`set-last-applied ${manifest.name}: no changes required.\n`);
			else changes.push({manifest, live, text});
		}
		const printer = changePrinter(invocation, 'configured');
		for (const {manifest, live, text} of changes) yield* print(printer(annotated(invocation, manifest, live, text)));
		return 0;
	},
};

function parsedJson(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return text;
	}
}

function annotated(
	invocation: Invocation,
	{definition, namespace, name}: Manifest,
	live: KubeObject,
	text: string,
): KubeObject | ManifestObject {
	const dryRun = dryRunOf(invocation);
	if (dryRun === 'client') return live;
	const body = {metadata: {annotations: {[LAST_APPLIED]: text}}};
	const options = {dryRun: dryRun === 'server'};
	return invocation.cluster.api.patch(definition.kind, namespace || undefined, name, {type: 'merge', body}, options);
}
