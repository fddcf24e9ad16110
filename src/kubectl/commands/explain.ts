import {documentationOf, hasDocumentation} from '../../cluster/documentation.ts';
import type {KindDefinition} from '../../cluster/kind.ts';
import {findResource} from '../../cluster/kinds.ts';
import {explainedTypeOf, type Field, type FieldType, innermost, typeNamed} from '../../cluster/schema.ts';
import {type Program, print} from '../../shell/program.ts';
import {CommandError, type Subcommand} from '../command.ts';
import {notSimulated} from '../not-simulated.ts';
import {wordWrap} from '../word-wrap.ts';
import {refusal} from './failures.ts';

const WIDTH = 76;
const DEEPEST = 8;

export const explain: Subcommand = {
	name: 'explain',
	short: 'Get documentation for a resource',
	usage: 'kubectl explain TYPE[.FIELD...] [--recursive=FALSE|TRUE] [--api-version=GROUP/VERSION]',
	examples: 'kubectl explain pods\nkubectl explain deployment.spec.strategy\nkubectl explain job.spec --recursive',
	flags: [
		{name: 'recursive', type: 'boolean', help: 'All fields of fields, without their texts'},
		{name: 'api-version', type: 'string', help: 'The group and version of the type'},
		{name: 'output', short: 'o', type: 'string', default: 'plaintext', help: 'Format', values: ['plaintext']},
	],
	*run({args, flags}): Program {
		if (args.length === 0)
			throw refusal(
				'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
			);
		if (args.length > 1) throw refusal('We accept only this format: explain RESOURCE\n');
		const format = flags.string('output');
		if (format === 'plaintext-openapiv2') throw notSimulated(`kubectl explain -o ${format}`);
		if (format !== 'plaintext') throw refusal(`unrecognized format: ${format}`);
		if (!hasDocumentation()) throw notSimulated('kubectl explain without the documentation');
		const {definition, path} = splitRequest(args[0]!);
		checkVersion(definition, flags.string('api-version'));
		const {group, version, kind} = definition;
		yield* print(`${group ? `GROUP:      ${group}\n` : ''}KIND:       ${kind}\nVERSION:    ${version}\n\n`);
		yield* print(textOf(kind, path, flags.boolean('recursive')));
		return 0;
	},
};

// `deployment.spec.replicas`, or with the group: `deployments.apps.spec.replicas`.
function splitRequest(request: string): {definition: KindDefinition; path: string[]} {
	const [resource = '', ...path] = request.replace(/\.$/, '').split('.');
	for (let length = Math.min(path.length, 4); length > 0; length--) {
		const definition = findResource([resource, ...path.slice(0, length)].join('.'));
		if (definition) return {definition, path: path.slice(length)};
	}
	const definition = findResource(resource);
	if (!definition) throw new CommandError(`the server doesn't have a resource type ${JSON.stringify(resource)}`);
	return {definition, path};
}

function checkVersion({group, version, kind}: KindDefinition, wanted: string): void {
	const known = group === '' ? version : `${group}/${version}`;
	if (wanted !== '' && wanted !== known)
		throw refusal(`couldn't find resource for ${JSON.stringify(`${wanted}, Kind=${kind}`)}`);
}

function textOf(kind: string, path: readonly string[], recursive: boolean): string {
	let typeName: string | undefined = kind;
	let owner = kind;
	let field: Field | undefined;
	for (const name of path) {
		const found: Field | undefined = typeName === undefined ? undefined : typeNamed(typeName).fields.get(name);
		if (!found) throw refusal(`field ${JSON.stringify(name)} does not exist`);
		owner = typeName!;
		field = found;
		typeName = typeOf(found.type);
	}
	const heading = field ? fieldHeading(field) : '';
	const texts = [field ? documentationOf(owner, field.name) : '', documentationOf(typeName ?? builtInType(field))];
	const body = texts
		.filter(text => text)
		.map(text => `${text}\n`)
		.join('');
	const fields = typeName ? `FIELDS:\n${fieldList(typeName, recursive, 1, [])}\n` : '\n';
	return `${heading}DESCRIPTION:\n${indent(wordWrap(body || '<empty>\n', WIDTH), 4)}\n${fields}`;
}

const BUILT_IN_TYPES: {readonly [is: string]: string} = {
	quantity: 'Quantity',
	'int-or-text': 'IntOrString',
	time: 'Time',
	'micro-time': 'MicroTime',
};

// Types without fields that have a description of their own.
function builtInType(field: Field | undefined): string {
	return (field && BUILT_IN_TYPES[innermost(field.type).is]) ?? '';
}

function typeOf(type: FieldType): string | undefined {
	const inner = innermost(type);
	return inner.is === 'object' ? inner.name : undefined;
}

function fieldHeading(field: Field): string {
	const values = enumOf(field.type);
	const list = values.length > 0 ? `ENUM:\n${values.map(value => `    ${value}\n`).join('')}` : '\n';
	return `FIELD: ${field.name} <${explainedTypeOf(field.type)}>\n${list}\n`;
}

function enumOf(type: FieldType): readonly string[] {
	const inner = innermost(type);
	return inner.is === 'text' ? [...inner.values].sort() : [];
}

function fieldList(typeName: string, recursive: boolean, depth: number, above: readonly string[]): string {
	const pad = '  '.repeat(depth);
	return [...typeNamed(typeName).fields.values()]
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.map(field => {
			const required = field.required ? ' -required-' : '';
			const values = enumOf(field.type);
			const line = `${pad}${field.name}\t<${explainedTypeOf(field.type)}>${required}\n`;
			const list = values.length > 0 ? `${pad}enum: ${values.join(', ')}\n` : '';
			if (!recursive) return `${line}${list}${description(typeName, field)}\n`;
			const inner = typeOf(field.type);
			const deeper = inner && depth < DEEPEST && !above.includes(inner);
			return line + list + (deeper ? fieldList(inner, true, depth + 1, [...above, typeName]) : '');
		})
		.join('');
}

function description(typeName: string, field: Field): string {
	const text = documentationOf(typeName, field.name) || '<no description>';
	return `${indent(wordWrap(text, WIDTH), 4)}\n`;
}

function indent(text: string, width: number): string {
	const pad = ' '.repeat(width);
	return pad + text.replaceAll('\n', `\n${pad}`);
}
