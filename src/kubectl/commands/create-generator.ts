import {ApiError} from '../../cluster/api-error.ts';
import {findKind} from '../../cluster/kinds.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {complain, type Program, print} from '../../shell/program.ts';
import type {Flag, Invocation, Subcommand} from '../command.ts';
import {
	createOnServer,
	FIELD_MANAGER_FLAG,
	fieldValidationOf,
	SAVE_CONFIG_FLAG,
	VALIDATE_FLAG,
	withLastApplied,
} from '../manifest-changes.ts';
import {isObject, type ManifestObject} from '../manifests.ts';
import {notSimulated} from '../not-simulated.ts';
import {changePrinter, DRY_RUN_FLAG, dryRunOf, PRINT_FLAGS} from '../output.ts';
import {refusal, usageError} from './failures.ts';

/** How one kind is made from flags by `kubectl create KIND NAME`. */
export interface Generator {
	/** After `kubectl create`: `deployment`, `secret generic`. */
	readonly path: string;
	readonly aliases?: readonly string[];
	readonly short: string;
	readonly usage: string;
	readonly examples?: string;
	readonly flags: readonly Flag[];
	/** What the server's refusal follows: `failed to create deployment: `; undefined where it is printed as it is. */
	readonly failurePrefix?: string | ((invocation: Invocation) => string);
	/** Lines for stderr about odd flags. */
	warnings?(invocation: Invocation): Iterable<string>;
	/** The manifest without namespace. Throws CommandError for flags that make no object. */
	build(invocation: Invocation, name: string): ManifestObject;
	/** What `build` can't say to the client alone: fields that Go prints for an object that nobody sent yet. */
	readonly emptyFields?: ManifestObject;
}

/** The subcommand of a generator. */
export function generatorCommand(generator: Generator): Subcommand {
	return {
		name: generator.path.split(' ').at(-1)!,
		aliases: generator.aliases ?? [],
		short: generator.short,
		usage: generator.usage,
		...(generator.examples && {examples: generator.examples}),
		flags: [...generator.flags, ...PRINT_FLAGS, DRY_RUN_FLAG, VALIDATE_FLAG, SAVE_CONFIG_FLAG, FIELD_MANAGER_FLAG],
		run: invocation => generate(generator, invocation),
	};
}

/** Words behind `--`: the container's command. */
export function commandOf({args, dashAt}: Invocation): readonly string[] {
	return dashAt === undefined ? args.slice(1) : args.slice(dashAt);
}

function* generate(generator: Generator, invocation: Invocation): Program {
	const {flags} = invocation;
	const count = invocation.dashAt ?? invocation.args.length;
	if (count !== 1) throw usageError(`create ${generator.path}`, `exactly one NAME is required, got ${count}`);
	const dryRun = dryRunOf(invocation);
	const printer = changePrinter(invocation, 'created', {typed: true});
	fieldValidationOf(flags);
	yield* complain([...(generator.warnings?.(invocation) ?? [])].join(''));
	const built = placed(generator.build(invocation, invocation.args[0]!), invocation, flags.given('namespace'));
	const object = flags.boolean('save-config') ? withLastApplied(built) : built;
	const result: ManifestObject | KubeObject =
		dryRun === 'client'
			? {...generator.emptyFields, ...object}
			: yield* send(generator, invocation, object, dryRun === 'server');
	yield* print(printer(result));
	return 0;
}

function* send(generator: Generator, invocation: Invocation, object: ManifestObject, dryRun: boolean) {
	const definition = findKind(String(object.apiVersion), String(object.kind));
	if (!definition) throw notSimulated(`the kind ${object.kind}`);
	try {
		const sent = definition.namespaced ? placed(object, invocation, true) : object;
		return yield* createOnServer(invocation, {definition, object: sent}, {dryRun});
	} catch (error) {
		const {failurePrefix} = generator;
		if (!(error instanceof ApiError) || failurePrefix === undefined) throw error;
		throw refusal((typeof failurePrefix === 'string' ? failurePrefix : failurePrefix(invocation)) + error.message);
	}
}

// Only a namespace that was asked for appears in the manifest.
function placed(object: ManifestObject, {namespace}: Invocation, enforced: boolean): ManifestObject {
	const definition = findKind(String(object.apiVersion), String(object.kind));
	if (!enforced || definition?.namespaced === false || String(object.kind).startsWith('Cluster')) return object;
	const metadata = isObject(object.metadata) ? object.metadata : {};
	return {...object, metadata: {...metadata, namespace}};
}
