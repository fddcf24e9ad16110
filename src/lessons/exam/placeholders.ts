/** The values of a task's placeholders by name: `name`, or `app.image` where a value is a mapping. */
export type Values = ReadonlyMap<string, unknown>;

/** The values that a draw chose of each parameter, mappings also by their fields. */
export function valuesOf(parameters: Readonly<Record<string, readonly unknown[]>>, choose: Choice): Values {
	const values = new Map<string, unknown>();
	for (const [name, choices] of Object.entries(parameters)) {
		const value = choices[choose(name, choices.length)];
		values.set(name, value);
		if (typeof value === 'object' && value !== null)
			for (const [field, part] of Object.entries(value)) values.set(`${name}.${field}`, part);
	}
	return values;
}

/** Which of `count` values a parameter gets: a number from 0 to `count - 1`. */
export type Choice = (parameter: string, count: number) => number;

/** Plain data with every `{{name}}` in its texts and keys replaced. A text that is nothing but a placeholder becomes the value itself. */
export function filled(data: unknown, values: Values): unknown {
	if (typeof data === 'string') {
		const whole = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(data)?.[1];
		return whole !== undefined && values.has(whole) ? values.get(whole) : filledText(data, values);
	}
	if (Array.isArray(data)) return data.map(item => filled(item, values));
	if (typeof data !== 'object' || data === null) return data;
	return Object.fromEntries(Object.entries(data).map(([key, item]) => [filledText(key, values), filled(item, values)]));
}

/** A text with every known `{{name}}` replaced. */
export function filledText(text: string, values: Values): string {
	return text.replace(PLACEHOLDER, (whole, name: string) => (values.has(name) ? String(values.get(name)) : whole));
}

/** Names in `{{…}}` that have no value, each once. */
export function unknownPlaceholders(data: unknown, values: Values): string[] {
	const text = typeof data === 'string' ? data : JSON.stringify(data ?? '');
	const names = [...text.matchAll(PLACEHOLDER)].map(match => match[1]!);
	return [...new Set(names.filter(name => !values.has(name)))];
}

// What begins with a dot belongs to kubectl's own templates.
const PLACEHOLDER = /\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g;
