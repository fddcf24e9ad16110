import type {Json} from '../cluster/api.ts';
import {ApiError} from '../cluster/api-error.ts';
import type {Kind, KubeObject} from '../cluster/objects.ts';
import {complain, type Effect, type Reply} from '../shell/program.ts';
import {CommandError, type Flag, type Flags, type Invocation} from './command.ts';
import {isObject, type Manifest, type ManifestObject} from './manifests.ts';
import {goJson} from './printers/json.ts';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export const VALIDATE_FLAG: Flag = {
	name: 'validate',
	type: 'optional',
	default: 'strict',
	whenBare: 'strict',
	help: 'What to do about unknown fields: strict (or true), warn, ignore (or false)',
	values: ['strict', 'warn', 'ignore'],
};

export const SAVE_CONFIG_FLAG: Flag = {
	name: 'save-config',
	type: 'boolean',
	help: 'Keep the configuration in an annotation, for a later kubectl apply',
};

export const FIELD_MANAGER_FLAG: Flag = {
	name: 'field-manager',
	type: 'string',
	help: 'Who owns the fields that are changed',
	hidden: true,
};

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** What `--validate` asks for. Throws CommandError for another word. */
export function fieldValidationOf(flags: Flags): FieldValidation {
	const text = flags.string('validate');
	if (text === 'strict' || /^(1|t|T|TRUE|true|True)$/.test(text)) return 'Strict';
	if (text === 'warn') return 'Warn';
	if (text === 'ignore' || text === '' || /^(0|f|F|FALSE|false|False)$/.test(text)) return 'Ignore';
	throw new CommandError(
		`error: invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)`,
	);
}

/** Sends a new object to the server; its warnings go to stderr. Throws the server's ApiError. */
export function* createOnServer(
	{cluster, fieldManager, flags}: Invocation,
	{definition, object}: Pick<Manifest, 'definition' | 'object'>,
	options: {dryRun: boolean; fieldValidation?: FieldValidation},
): Generator<Effect, KubeObject, Reply> {
	const warnings: string[] = [];
	const fieldValidation = options.fieldValidation ?? fieldValidationOf(flags);
	checkKind(object, definition.kind);
	const draft = cluster.api.decode<Kind>(definition.kind, object, {fieldValidation, warnings});
	yield* printWarnings(warnings);
	return cluster.api.create(draft, {dryRun: options.dryRun, fieldManager});
}

/** Puts an object in the place of the one that the server has. Throws the server's ApiError. */
export function* replaceOnServer(
	{cluster, fieldManager, flags}: Invocation,
	{definition, object, name, namespace}: Manifest,
	options: {dryRun: boolean; fieldValidation?: FieldValidation},
): Generator<Effect, KubeObject, Reply> {
	const warnings: string[] = [];
	const fieldValidation = options.fieldValidation ?? fieldValidationOf(flags);
	checkKind(object, definition.kind);
	const live = cluster.api.get<Kind>(definition.kind, namespace || undefined, name);
	const draft = cluster.api.decode<Kind>(definition.kind, object, {fieldValidation, warnings});
	const {resourceVersion, uid} = draft.metadata;
	const {creationTimestamp} = live.metadata;
	const metadata = {
		...draft.metadata,
		name,
		namespace: live.metadata.namespace,
		creationTimestamp,
		uid: uid ?? live.metadata.uid,
		resourceVersion: resourceVersion ?? '',
	};
	yield* printWarnings(warnings);
	return cluster.api.update({...draft, metadata} as KubeObject, {dryRun: options.dryRun, fieldManager});
}

export function* printWarnings(warnings: readonly string[]): Generator<Effect, void, Reply> {
	yield* complain([...new Set(warnings)].map(warning => `Warning: ${warning}\n`).join(''));
}

/** The object with its own text (without that annotation) in the last-applied annotation. */
export function withLastApplied(object: ManifestObject): ManifestObject {
	const metadata = isObject(object.metadata) ? object.metadata : {};
	const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
	const {[LAST_APPLIED]: _, ...others} = annotations;
	const bare = {...object, metadata: {...metadata, annotations: others}};
	return {...bare, metadata: {...bare.metadata, annotations: {...others, [LAST_APPLIED]: `${goJson(bare)}\n`}}};
}

/** The last-applied annotation of an object, if it has one. */
export function lastAppliedOf({
	metadata,
}: {
	readonly metadata: {readonly annotations?: Readonly<Record<string, string>>};
}): string | undefined {
	return metadata.annotations?.[LAST_APPLIED];
}

/** What that annotation says; undefined without one. Throws CommandError for one that isn't JSON. */
export function parsedConfiguration(text: string | undefined): ManifestObject | undefined {
	if (text === undefined) return undefined;
	try {
		const parsed = JSON.parse(text) as Json;
		return isObject(parsed) ? parsed : undefined;
	} catch {
		throw new CommandError(
			'error: retrieving original configuration: invalid character in the last-applied annotation',
		);
	}
}

/** Without the fields that are null: an absent field says the same to the server. */
export function withoutNulls(value: Json): Json {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).filter(([, one]) => one !== null);
	return Object.fromEntries(entries.map(([key, one]) => [key, withoutNulls(one)]));
}

// kubectl finds a kind in lower case, the server doesn't.
function checkKind({kind, apiVersion}: ManifestObject, known: string): void {
	if (kind === known || typeof kind !== 'string') return;
	throw new ApiError(
		'BadRequest',
		`${kind} in version "${String(apiVersion).split('/').at(-1)}" cannot be handled as a ${known}: no kind "${kind}" is registered for version ` +
			`"${apiVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`,
	);
}
