/**
 * The fields of a status as Kubernetes stores them: counters at zero, empty lists and unset fields are left out. Fields that
 * Kubernetes always writes belong outside.
 */
export function withoutEmpty<T extends object>(fields: T): Partial<T> {
	const kept: Partial<T> = {};
	for (const name in fields) {
		const value = fields[name];
		const empty = value === undefined || value === null || value === 0 || value === '' || value === false;
		if (!empty && !(Array.isArray(value) && value.length === 0)) kept[name] = value;
	}
	return kept;
}
