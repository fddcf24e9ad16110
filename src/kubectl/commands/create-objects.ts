import type {KubeObject} from '../../cluster/objects.ts';
import {type Program, print} from '../../shell/program.ts';
import {CommandError, type Flag, type Invocation} from '../command.ts';
import {throwAll, whileDoing} from '../failure-text.ts';
import {
	createOnServer,
	FIELD_MANAGER_FLAG,
	fieldValidationOf,
	SAVE_CONFIG_FLAG,
	VALIDATE_FLAG,
	withLastApplied,
} from '../manifest-changes.ts';
import type {ManifestObject} from '../manifests.ts';
import {notSimulated} from '../not-simulated.ts';
import {changePrinter, DRY_RUN_FLAG, dryRunOf, PRINT_FLAGS} from '../output.ts';
import {paceRequests} from '../pacing.ts';
import {FILENAME_FLAGS, findManifests, hasFiles, SELECTOR_FLAG} from '../resources.ts';
import {refusal, usageError} from './failures.ts';
import {RECORD_FLAG, withCause} from './record.ts';

/** Flags of `kubectl create -f`. */
export const CREATE_FLAGS: readonly Flag[] = [
	...FILENAME_FLAGS,
	SELECTOR_FLAG,
	...PRINT_FLAGS,
	DRY_RUN_FLAG,
	VALIDATE_FLAG,
	SAVE_CONFIG_FLAG,
	FIELD_MANAGER_FLAG,
	RECORD_FLAG,
	{name: 'edit', type: 'boolean', help: 'Edit the manifest before it is sent'},
	{name: 'raw', type: 'string', help: 'A path of the server'},
];

/** `kubectl create -f`: every object of the files; those that are refused don't stop the others. */
export function* createFromFiles(invocation: Invocation): Program {
	const {args, flags} = invocation;
	if (args.length > 0) throw usageError('create', `Unexpected args: [${args.join(' ')}]`);
	if (!hasFiles(invocation)) throw refusal('must specify one of -f and -k');
	if (flags.boolean('edit')) throw notSimulated('kubectl create --edit');
	if (flags.string('raw') !== '') throw notSimulated('kubectl create --raw');
	const dryRun = dryRunOf(invocation);
	const validation = fieldValidationOf(flags);
	const printer = changePrinter(invocation, 'created');
	const {manifests, failures} = yield* findManifests(invocation, {validate: validation !== 'Ignore'});
	let created = 0;
	for (const [index, manifest] of manifests.entries()) {
		yield* paceRequests(index, invocation.process);
		const recorded = withCause(invocation, manifest.object);
		const object = flags.boolean('save-config') ? withLastApplied(recorded) : recorded;
		try {
			const result: ManifestObject | KubeObject =
				dryRun === 'client'
					? object
					: yield* createOnServer(invocation, {...manifest, object}, {dryRun: dryRun === 'server'});
			created++;
			yield* print(printer(result));
		} catch (error) {
			failures.push(error instanceof CommandError ? error : whileDoing('creating', manifest.source, error));
		}
	}
	throwAll(failures);
	if (created === 0) throw refusal('no objects passed to create');
	return 0;
}
