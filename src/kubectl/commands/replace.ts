import {ApiError} from '../../cluster/api-error.ts';
import {type Program, print} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {cascadeOf, DELETION_FLAGS, deleteObjects} from '../deletion.ts';
import {throwAll, whileDoing} from '../failure-text.ts';
import {
	createOnServer,
	FIELD_MANAGER_FLAG,
	fieldValidationOf,
	replaceOnServer,
	SAVE_CONFIG_FLAG,
	VALIDATE_FLAG,
	withLastApplied,
} from '../manifest-changes.ts';
import type {Manifest} from '../manifests.ts';
import {notSimulated} from '../not-simulated.ts';
import {changePrinter, DRY_RUN_FLAG, dryRunOf, outputFormat, PRINT_FLAGS} from '../output.ts';
import {FILENAME_FLAGS, findManifests, hasFiles} from '../resources.ts';
import {refusal} from './failures.ts';

const FORCE_TIMEOUT_MS = 300_000;

export const replace: Subcommand = {
	name: 'replace',
	short: 'Replace a resource by file name or stdin',
	usage: 'kubectl replace -f FILENAME',
	examples: 'kubectl replace -f web.yaml\nkubectl replace --force -f web.yaml',
	flags: [
		...FILENAME_FLAGS,
		...PRINT_FLAGS,
		DRY_RUN_FLAG,
		VALIDATE_FLAG,
		SAVE_CONFIG_FLAG,
		FIELD_MANAGER_FLAG,
		...DELETION_FLAGS.map(flag => (flag.name === 'wait' ? {...flag, default: false} : flag)),
		{name: 'raw', type: 'string', help: 'A path of the server'},
		{name: 'subresource', type: 'string', help: 'A subresource'},
	],
	*run(invocation) {
		const {flags} = invocation;
		if (!hasFiles(invocation)) throw refusal('must specify one of -f and -k');
		if (flags.string('raw') !== '') throw notSimulated('kubectl replace --raw');
		if (flags.string('subresource') !== '') throw notSimulated('kubectl replace --subresource');
		const force = flags.boolean('force');
		if (flags.number('grace-period') >= 0 && !force) throw refusal('--grace-period must have --force specified');
		if (flags.duration('timeout') !== 0 && !force) throw refusal('--timeout must have --force specified');
		if (force && dryRunOf(invocation) !== 'none') throw refusal('--dry-run can not be used when --force is set');
		const validate = fieldValidationOf(flags) !== 'Ignore';
		const {manifests, failures} = yield* findManifests(invocation, {validate});
		return force
			? yield* forceReplace(invocation, manifests, failures)
			: yield* replaceAll(invocation, manifests, failures);
	},
};

function* replaceAll(
	invocation: Invocation,
	manifests: readonly Manifest[],
	failures: (ApiError | CommandError)[],
): Program {
	const dryRun = dryRunOf(invocation);
	const printer = changePrinter(invocation, 'replaced');
	for (const manifest of manifests) {
		const object = savedConfig(invocation, manifest);
		try {
			const result =
				dryRun === 'client'
					? object
					: yield* replaceOnServer(invocation, {...manifest, object}, {dryRun: dryRun === 'server'});
			yield* print(printer(result));
		} catch (error) {
			failures.push(whileDoing('replacing', manifest.source, error));
		}
	}
	throwAll(failures);
	return 0;
}

// Deletes what is there, waits until it is gone, and creates it anew.
function* forceReplace(
	invocation: Invocation,
	manifests: readonly Manifest[],
	failures: (ApiError | CommandError)[],
): Program {
	const {flags} = invocation;
	throwAll(failures);
	const seconds = flags.number('grace-period');
	const targets = manifests.map(({definition, name, namespace, source}) => ({
		definition,
		name,
		source,
		namespace: namespace || undefined,
	}));
	yield* deleteObjects(invocation, targets, {
		gracePeriodSeconds: seconds === 0 ? 1 : seconds,
		cascade: cascadeOf(flags),
		ignoreNotFound: true,
		wait: true,
		timeoutMs: flags.duration('timeout') || FORCE_TIMEOUT_MS,
		dryRun: 'none',
		namesOnly: outputFormat(flags) === 'name',
	});
	const printer = changePrinter(invocation, 'replaced');
	for (const manifest of manifests) {
		try {
			const created = yield* createOnServer(
				invocation,
				{...manifest, object: savedConfig(invocation, manifest)},
				{dryRun: false},
			);
			yield* print(printer(created));
		} catch (error) {
			if (!(error instanceof ApiError) && !(error instanceof CommandError)) throw error;
			failures.push(error);
		}
	}
	throwAll(failures);
	if (manifests.length === 0) throw refusal('no objects passed to replace');
	return 0;
}

function savedConfig({flags}: Invocation, {object}: Manifest) {
	return flags.boolean('save-config') ? withLastApplied(object) : object;
}
