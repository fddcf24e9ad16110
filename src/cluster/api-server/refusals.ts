import {ApiError, type FieldError} from '../api-error.ts';
import type {KindDefinition} from '../kind.ts';
import {resourceName} from '../kinds.ts';

// What the server answers when it refuses, with the texts of Kubernetes.

type Named = Pick<KindDefinition, 'kind' | 'group' | 'plural'>;

export function notFound(definition: KindDefinition, name: string): ApiError {
	return new ApiError('NotFound', `${quoted(definition, name)} not found`, detailsOf(definition, name));
}

export function alreadyExists(definition: KindDefinition, name: string): ApiError {
	return new ApiError('AlreadyExists', `${quoted(definition, name)} already exists`, detailsOf(definition, name));
}

/** etcd has no room for anything new. */
export function databaseFull(): ApiError {
	return new ApiError('', 'etcdserver: mvcc: database space exceeded');
}

export function conflict(definition: KindDefinition, name: string, problem: string): ApiError {
	const text = `Operation cannot be fulfilled on ${quoted(definition, name)}: ${problem}`;
	return new ApiError('Conflict', text, detailsOf(definition, name));
}

export function modified(definition: KindDefinition, name: string): ApiError {
	const problem = 'the object has been modified; please apply your changes to the latest version and try again';
	return conflict(definition, name, problem);
}

export function forbiddenObject(definition: KindDefinition, name: string, problem: string): ApiError {
	return new ApiError('Forbidden', `${quoted(definition, name)} is forbidden: ${problem}`, detailsOf(definition, name));
}

/** `Deployment.apps "web" is invalid: [first, second]`; one problem stands without brackets, the same one only once. */
export function invalidObject(
	{kind, group}: Pick<Named, 'kind' | 'group'>,
	name: string,
	errors: readonly FieldError[],
): ApiError {
	const texts = [...new Set(errors.map(({path, text}) => `${path}: ${text}`))];
	const all = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
	const qualified = group === '' ? kind : `${kind}.${group}`;
	return new ApiError('Invalid', `${qualified} ${JSON.stringify(name)} is invalid: ${all}`, {
		kind,
		group,
		name,
		causes: errors,
	});
}

/** What Kubernetes says of a patch that can't be applied; `shown` is the patch as the server prints it. */
export function invalidPatch(shown: string, problem: string): ApiError {
	const text = `Invalid value: ${JSON.stringify(shown)}: ${problem}`;
	return new ApiError('Invalid', ` "" is invalid: patch: ${text}`, {causes: [{type: 'Invalid', path: 'patch', text}]});
}

/** A path that the server doesn't serve, such as the scale of a DaemonSet. */
export function noSuchPath(): ApiError {
	return new ApiError('NotFound', 'the server could not find the requested resource');
}

function quoted(definition: KindDefinition, name: string): string {
	return `${resourceName(definition)} ${JSON.stringify(name)}`;
}

function detailsOf({group, plural}: KindDefinition, name: string): {name: string; group: string; kind: string} {
	return {name, group, kind: plural};
}
