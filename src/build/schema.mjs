// Writes what the cluster needs to know of Kubernetes' types, read from the published TypeScript models: the types themselves, and
// their documentation as a module of its own for `kubectl explain`. Run by the build; `node src/build/schema.mjs` runs it alone.

import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {
	ALWAYS_THERE,
	KEPT_WHEN_ZERO,
	KEPT_WHEN_ZERO_IN,
	MERGES,
	NAMED_TEXTS,
	REWORDED,
	TOO_NEW,
	TOO_NEW_VALUES,
} from './schema-facts.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const modules = path.join(root, 'node_modules');

const KINDS = {
	v1: `ConfigMap Endpoints Event Namespace Node PersistentVolume PersistentVolumeClaim Pod ReplicationController Secret Service
		ServiceAccount`,
	'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
	'autoscaling/v2': 'HorizontalPodAutoscaler',
	'batch/v1': 'CronJob Job',
	'discovery.k8s.io/v1': 'EndpointSlice',
	'policy/v1': 'PodDisruptionBudget',
	'scheduling.k8s.io/v1': 'PriorityClass',
	'storage.k8s.io/v1': 'StorageClass',
};

/** Reads the models and writes the two modules. */
export function writeSchema(folder = path.join(root, 'src/cluster/generated')) {
	const models = readModels();
	const types = {};
	const documentation = {};
	for (const model of [...models.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
		if (!model.fields) {
			documentation[model.name] = {'': model.text};
			continue;
		}
		types[model.name] = model.fields.map(field => encoded(model, field, models)).join(' ');
		documentation[model.name] = documented(model);
	}
	mkdirSync(folder, {recursive: true});
	write(path.join(folder, 'types.ts'), 'types', 'string', types);
	write(path.join(folder, 'documentation.ts'), 'documentation', 'Readonly<Record<string, string>>', documentation);
}

// Types by the path of their module, from the kinds down to whatever they use.
function readModels() {
	const queue = Object.entries(KINDS).flatMap(([group, names]) =>
		names.split(/\s+/).map(name => path.join(modules, 'kubernetes-models', group, `${name}.d.ts`)),
	);
	const models = new Map();
	for (const file of queue) {
		if (models.has(file)) continue;
		const source = readFileSync(file, 'utf8');
		const imports = new Map();
		for (const [, name, from] of source.matchAll(/import \{ I(IoK8s\w+) \} from "([^"]+)"/g)) {
			const target = from.startsWith('.')
				? path.resolve(path.dirname(file), from.replace(/\.js$/, ''))
				: path.join(modules, from);
			imports.set(name, `${target}.d.ts`);
			queue.push(`${target}.d.ts`);
		}
		models.set(file, parsedModel(file, source, imports));
	}
	nameApart(models);
	return models;
}

function parsedModel(file, source, imports) {
	const fullName = /export type \{ I\w+ as I(IoK8s\w+)/.exec(source)[1];
	const text = textOf(/^\/\*\*\n([\s\S]*?)^ \*\//m.exec(source)?.[1] ?? '');
	const model = {file, fullName, name: path.basename(file, '.d.ts'), text, imports};
	const body = /export interface I\w+[^{]*\{\n([\s\S]*?)^\}/m.exec(source);
	if (!body) return model;
	const schema = path.join(modules, packageOf(file), '_schemas', `${fullName}.js`);
	const code = existsSync(schema) ? readFileSync(schema, 'utf8') : '';
	model.fields = [];
	const field = /(?: {4}\/\*\*\n([\s\S]*?) {5}\*\/\n)? {4}"([^"]+)"(\??): ([\s\S]*?);\n(?= {4}[/"]|$)/g;
	for (const [, comment = '', name, optional, type] of body[1].matchAll(field)) {
		if (TOO_NEW.has(`${model.name}.${name}`)) continue;
		model.fields.push({name, required: !optional, text: textOf(comment), type: type.replace(/\s+/g, ' '), code});
	}
	return model;
}

function packageOf(file) {
	const apimachinery = '@kubernetes-models/apimachinery';
	return file.includes(apimachinery) ? apimachinery : 'kubernetes-models';
}

// Two groups may use one name (EndpointPort); the later one then carries its group.
function nameApart(models) {
	const taken = new Set();
	for (const model of models.values()) {
		if (taken.has(model.name)) model.name += `@${/IoK8sApi(\w+?)V\d/.exec(model.fullName)[1]}`;
		taken.add(model.name);
	}
}

// `name!*+:type` and, for merged lists, `#key`: ! is required, * keeps zero values, + is always there. See src/cluster/schema.ts.
function encoded(model, field, models) {
	const id = `${model.name.split('@')[0]}.${field.name}`;
	const type = typeOf(field.type, model, field, models, id);
	const scalar = /^[silbd]/.test(type);
	const kept = field.required || KEPT_WHEN_ZERO_IN.has(id) || (KEPT_WHEN_ZERO.has(field.name) && !field.required);
	const flags = `${field.required ? '!' : ''}${scalar && kept ? '*' : ''}${ALWAYS_THERE.has(id) ? '+' : ''}`;
	return `${field.name}${flags}:${type}${MERGES.has(id) ? `#${MERGES.get(id)}` : ''}`;
}

function typeOf(type, model, field, models, id) {
	const list = /^Array<(.*)>$/.exec(type);
	if (list) return `[${typeOf(list[1], model, field, models, id)}`;
	const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
	if (map) return `{${isBytes(field, model) ? 'y' : typeOf(map[1], model, field, models, id)}`;
	if (type.startsWith('{')) return '@PersistentVolumeClaim';
	if (type.startsWith('"') || type === 'string') return `s${goTextType(id)}${values(type, id)}`;
	if (type === 'boolean') return 'b';
	if (type === 'number') return numberType(field);
	return referenceType(/^I(IoK8s\w+)/.exec(type)[1], model, models);
}

function referenceType(fullName, model, models) {
	if (fullName.endsWith('Quantity')) return 'q';
	if (fullName.endsWith('IntOrString')) return 'p';
	if (fullName.endsWith('MicroTime')) return 'T';
	if (fullName.endsWith('MetaV1Time')) return 't';
	if (/RawExtension$|FieldsV1$/.test(fullName)) return 'x';
	return `@${models.get(model.imports.get(fullName)).name}`;
}

function goTextType(id) {
	return NAMED_TEXTS.has(id) ? `(${NAMED_TEXTS.get(id)})` : '';
}

function values(type, id) {
	if (!type.includes('"') || / apiVersion| kind/.test(id)) return '';
	const all = [...type.matchAll(/"([^"]*)"/g)]
		.map(match => match[1])
		.filter(value => !TOO_NEW_VALUES[id]?.includes(value));
	return all.length > 0 ? `|${all.join('|')}` : '';
}

// Whether a number is whole, and how wide, only the models' validators tell.
function numberType({name, code}) {
	const call =
		new RegExp(`void 0!==data\\.${name}&&\\((validate\\d+)\\(`).exec(code) ??
		new RegExp(`(validate\\d+)\\(data\\.${name},`).exec(code);
	const start = call ? code.indexOf(`function ${call[1]}(`) : -1;
	const end = code.indexOf('function validate', start + 1);
	const body = start < 0 ? '' : code.slice(start, end < 0 ? undefined : end);
	if (body.includes('type:"number"')) return 'd';
	return body.includes('format:"int64"') ? 'l' : 'i';
}

function isBytes(field, {name}) {
	return (name === 'Secret' && field.name === 'data') || field.name === 'binaryData';
}

function documented(model) {
	const texts = {'': model.text};
	for (const field of model.fields) {
		const reworded = REWORDED[`${model.name}.${field.name}`];
		texts[field.name] = reworded ? field.text.replace(...reworded) : field.text;
	}
	return texts;
}

// The models escape Markdown and the end of comments.
function textOf(comment) {
	return comment
		.split('\n')
		.map(line => line.replace(/^\s*\* ?/, ''))
		.join('\n')
		.trim()
		.replace(/\\([\\*_`])/g, '$1')
		.replaceAll('*\u200b/', '*/');
}

function write(file, name, type, entries) {
	const lines = Object.entries(entries).map(([key, value]) => `\t${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
	const text = `// Written by src/build/schema.mjs.\nexport const ${name}: Readonly<Record<string, ${type}>> = {\n${lines.join('')}};\n`;
	if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeSchema();
