import type {IObjectMeta} from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';
import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, required, tooLong} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import {
	dns1035LabelProblems,
	dnsLabelProblems,
	dnsSubdomainProblems,
	labelValueProblems,
	qualifiedNameProblems,
} from '../name-rules.ts';
import type {Metadata} from '../objects.ts';

const ANNOTATIONS_LIMIT_BYTES = 256 * 1024;
const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

/** Problems of the metadata of a new object, whose name has been generated already. */
export function validateMetadata(metadata: IObjectMeta, {kind, namespaced}: KindDefinition): FieldError[] {
	const {name = '', generateName, namespace} = metadata;
	const rule = nameRuleOf(kind);
	const errors: FieldError[] = [];
	if (generateName) {
		// A trailing dash is fine there, because something follows.
		const probe = generateName.replace(/-$/, 'a');
		errors.push(...rule(probe).map(text => invalid('metadata.generateName', generateName, text)));
	}
	if (name === '') errors.push(required('metadata.name', 'name or generateName is required'));
	else errors.push(...rule(name).map(text => invalid('metadata.name', name, text)));
	if (namespaced) {
		if (!namespace) errors.push(required('metadata.namespace'));
		else errors.push(...dnsLabelProblems(namespace).map(text => invalid('metadata.namespace', namespace, text)));
	}
	errors.push(...validateCommon(metadata), ...validateFinalizers(metadata.finalizers ?? []));
	return errors;
}

/** Problems of changed metadata. Fields that the server owns are not looked at: an update can't change them. */
export function validateMetadataUpdate(metadata: IObjectMeta, previous: Metadata): FieldError[] {
	const errors: FieldError[] = [];
	const known = previous.finalizers ?? [];
	const added = (metadata.finalizers ?? []).filter(name => !known.includes(name)).sort();
	if (previous.deletionTimestamp && added.length > 0) {
		const shown = `[]string{${added.map(name => JSON.stringify(name)).join(', ')}}`;
		const text = `no new finalizers can be added if the object is being deleted, found new finalizers ${shown}`;
		errors.push(forbidden('metadata.finalizers', text));
	}
	if (metadata.name !== previous.name) errors.push(invalid('metadata.name', metadata.name ?? '', 'field is immutable'));
	if (metadata.namespace !== previous.namespace) {
		errors.push(invalid('metadata.namespace', metadata.namespace ?? '', 'field is immutable'));
	}
	if (metadata.uid && metadata.uid !== previous.uid) {
		errors.push(invalid('metadata.uid', metadata.uid, 'field is immutable'));
	}
	return [...errors, ...validateCommon(metadata), ...validateFinalizers(added)];
}

/** Problems of labels under a path, e.g. those of a Pod template. */
function validateLabels(labels: Readonly<Record<string, string>>, path: string): FieldError[] {
	const errors: FieldError[] = [];
	for (const [key, value] of Object.entries(labels)) {
		errors.push(...qualifiedNameProblems(key).map(text => invalid(path, key, text)));
		errors.push(...labelValueProblems(value).map(text => invalid(path, value, text)));
	}
	return errors;
}

/** Problems of annotations under a path. Upper case in a key's prefix is allowed here. */
function validateAnnotations(annotations: Readonly<Record<string, string>>, path: string): FieldError[] {
	const errors: FieldError[] = [];
	let size = 0;
	for (const [key, value] of Object.entries(annotations)) {
		errors.push(...qualifiedNameProblems(key.toLowerCase()).map(text => invalid(path, key, text)));
		size += key.length + value.length;
	}
	return size > ANNOTATIONS_LIMIT_BYTES ? [...errors, tooLong(path, ANNOTATIONS_LIMIT_BYTES)] : errors;
}

function nameRuleOf(kind: string): (name: string) => string[] {
	if (kind === 'Namespace' || kind === 'StatefulSet') return dnsLabelProblems;
	return kind === 'Service' ? dns1035LabelProblems : dnsSubdomainProblems;
}

function validateCommon({labels = {}, annotations = {}, ownerReferences = []}: IObjectMeta): FieldError[] {
	return [
		...validateLabels(labels, 'metadata.labels'),
		...validateAnnotations(annotations, 'metadata.annotations'),
		...validateOwnerReferences(ownerReferences),
	];
}

function validateOwnerReferences(references: NonNullable<IObjectMeta['ownerReferences']>): FieldError[] {
	const path = 'metadata.ownerReferences';
	const errors: FieldError[] = [];
	let controller: string | undefined;
	for (const {apiVersion, kind, name, uid, controller: controls} of references) {
		if (!apiVersion) errors.push(invalid(`${path}.apiVersion`, apiVersion ?? '', 'version must not be empty'));
		if (!kind) errors.push(invalid(`${path}.kind`, kind ?? '', 'must not be empty'));
		if (!name) errors.push(invalid(`${path}.name`, name ?? '', 'must not be empty'));
		if (!uid) errors.push(invalid(`${path}.uid`, uid ?? '', 'must not be empty'));
		if (!controls) continue;
		const one = `${kind}/${name}`;
		if (controller !== undefined) {
			const text = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${one}`;
			errors.push(invalid(path, references, text));
		} else controller = one;
	}
	return errors;
}

function validateFinalizers(finalizers: readonly string[]): FieldError[] {
	const path = 'metadata.finalizers';
	const errors = finalizers.flatMap(name => [
		...qualifiedNameProblems(name).map(text => invalid(path, name, text)),
		...(name.includes('/') || name === ORPHAN || name === FOREGROUND
			? []
			: [invalid(path, name, 'name is neither a standard finalizer name nor is it fully qualified')]),
	]);
	if (finalizers.includes(ORPHAN) && finalizers.includes(FOREGROUND)) {
		errors.push(invalid(path, finalizers, `finalizer ${ORPHAN} and ${FOREGROUND} cannot be both set`));
	}
	return errors;
}
