import type {Container} from '../describe/containers.ts';
import {refusal} from './failures.ts';

export type Variable = NonNullable<Container['env']>[number];

const VARIABLE_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Splits what `set env` is given: `KEY=value` and `KEY-` are variables (also `-`, standard input), what stands before them are resources. */
export function splitVariables(args: readonly string[]): {
	resources: readonly string[];
	variables: readonly string[];
} {
	const isVariable = (argument: string) => argument.indexOf('=') > 0 || argument.endsWith('-');
	const first = args.findIndex(isVariable);
	if (first < 0) return {resources: args, variables: []};
	const variables = args.slice(first);
	if (!variables.every(isVariable))
		throw refusal(`all resources must be specified before environment changes: ${args.join(' ')}`);
	return {resources: args.slice(0, first), variables};
}

/** Reads `KEY=value` and `KEY-`; `-` stands for what `input` holds. */
export function parseVariables(
	texts: readonly string[],
	input: string,
): {variables: Variable[]; remove: readonly string[]} {
	const variables: Variable[] = [];
	const named = new Set<string>();
	const remove: string[] = [];
	for (const text of texts) {
		const equals = text.indexOf('=');
		if (text === '-') variables.push(...variablesOf(input));
		else if (equals >= 0) {
			const name = text.slice(0, equals);
			checkName(name);
			named.add(name);
			variables.push({name, value: text.slice(equals + 1)});
		} else if (text.endsWith('-')) remove.push(text.slice(0, -1));
		else throw refusal(`unknown environment variable: ${text}`);
	}
	if (remove.some(name => named.has(name)))
		throw refusal('can not both modify and remove the same environment variable in the same command');
	return {variables, remove};
}

// Lines of a file; what isn't KEY=value is passed over.
function variablesOf(input: string): Variable[] {
	return input.split('\n').flatMap(line => {
		const [text = ''] = line.split('#');
		const equals = text.indexOf('=');
		return equals < 0 ? [] : [{name: text.slice(0, equals), value: text.slice(equals + 1)}];
	});
}

function checkName(name: string): void {
	if (VARIABLE_NAME.test(name)) return;
	throw refusal(
		`"${name}" is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, ` +
			"'_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', " +
			"regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')",
	);
}

/** A variable as `set env --list` shows it: its value, or where the value comes from. */
export function formatVariable({name, value = '', valueFrom}: Variable): string {
	if (!valueFrom) return `${name}=${value}`;
	const {configMapKeyRef, fieldRef, resourceFieldRef, secretKeyRef} = valueFrom;
	let source = 'invalid valueFrom';
	if (configMapKeyRef) source = `configmap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`;
	else if (secretKeyRef) source = `secret ${secretKeyRef.name}, key ${secretKeyRef.key}`;
	else if (fieldRef) source = `field path ${fieldRef.fieldPath}`;
	else if (resourceFieldRef)
		source = `resource field ${resourceFieldRef.containerName ? `${resourceFieldRef.containerName}/` : ''}${resourceFieldRef.resource}`;
	return `# ${name} from ${source}`;
}
