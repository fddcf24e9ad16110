import type {KindDefinition} from '../../cluster/kind.ts';
import {allKinds, apiVersionOf, resourceName} from '../../cluster/kinds.ts';
import {print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {notSimulated} from '../not-simulated.ts';
import {TabWriter} from '../printers/tab-writer.ts';
import {refusal, usageError} from './failures.ts';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

export const apiResources: Subcommand = {
	name: 'api-resources',
	short: 'Print the supported API resources on the server',
	usage: 'kubectl api-resources [flags]',
	examples:
		'kubectl api-resources\nkubectl api-resources --api-group=apps\nkubectl api-resources --namespaced=false -o name',
	flags: [
		{name: 'api-group', type: 'string', help: 'Only the kinds of a group'},
		{name: 'namespaced', type: 'boolean', default: true, help: 'Kinds in namespaces, or with =false those outside'},
		{name: 'no-headers', type: 'boolean', help: 'No line of column names'},
		{name: 'output', short: 'o', type: 'string', help: 'wide or name', values: ['wide', 'name']},
		{name: 'sort-by', type: 'string', help: 'name or kind', values: ['name', 'kind']},
		{name: 'verbs', type: 'strings', help: 'Only kinds with these verbs'},
		{name: 'categories', type: 'strings', help: 'Only kinds of these categories'},
		{name: 'cached', type: 'boolean', help: 'Use what is known already', hidden: true},
	],
	*run({args, flags}) {
		if (args.length > 0) throw usageError('api-resources', `unexpected arguments: [${args.join(' ')}]`);
		const sortBy = flags.string('sort-by');
		if (!['', 'name', 'kind'].includes(sortBy)) throw refusal('--sort-by accepts only name or kind');
		const format = flags.string('output');
		if (format === 'json' || format === 'yaml') throw notSimulated(`kubectl api-resources -o ${format}`);
		if (!['', 'name', 'wide'].includes(format))
			throw refusal(
				`unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: json,name,wide,yaml`,
			);
		const kinds = allKinds()
			.filter(
				kind =>
					(!flags.given('api-group') || kind.group === flags.string('api-group')) &&
					(!flags.given('namespaced') || kind.namespaced === flags.boolean('namespaced')) &&
					flags.strings('verbs').every(verb => VERBS.includes(verb)) &&
					flags.strings('categories').every(category => kind.categories.includes(category)),
			)
			.sort((a, b) => compare(a, b, sortBy));
		if (format === 'name') {
			yield* print(kinds.map(kind => `${resourceName(kind)}\n`).join(''));
			return 0;
		}
		const wide = format === 'wide';
		const header = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])];
		const rows = kinds.map(kind => row(kind, wide));
		yield* print(new TabWriter().write(flags.boolean('no-headers') ? rows : [header, ...rows]));
		return 0;
	},
};

function row(kind: KindDefinition, wide: boolean): string[] {
	const {plural, shortNames, namespaced, categories} = kind;
	const cells = [plural, shortNames.join(','), apiVersionOf(kind), String(namespaced), kind.kind];
	return wide ? [...cells, VERBS.join(','), categories.join(',')] : cells;
}

function compare(a: KindDefinition, b: KindDefinition, sortBy: string): number {
	const key = ({group, plural, kind}: KindDefinition) =>
		sortBy === 'name' ? plural : sortBy === 'kind' ? kind : group;
	const [x, y] = [key(a), key(b)];
	if (x !== y) return x < y ? -1 : 1;
	return a.plural < b.plural ? -1 : 1;
}
