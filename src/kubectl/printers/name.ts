/** `deployment.apps`, `pod`: the singular with its group, as kubectl names objects in its results. */
export function groupKindName({kind, group}: {readonly kind: string; readonly group: string}): string {
	return group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}

/** `deployment.apps/web`, from an object of the server or from a manifest. */
export function objectName(object: {
	readonly apiVersion?: unknown;
	readonly kind?: unknown;
	readonly metadata?: unknown;
}): string {
	const {name, generateName} = (object.metadata ?? {}) as {name?: string; generateName?: string};
	const apiVersion = String(object.apiVersion ?? '');
	const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
	const kind = String(object.kind ?? '');
	return `${groupKindName({kind: kind || '<unknown>', group})}/${name || generateName || ''}`;
}
