import {findResource} from '../../cluster/kinds.ts';
import {complain, print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {TabWriter} from '../printers/tab-writer.ts';
import {refusal} from './failures.ts';
import {authReconcile} from './left-out.ts';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', '*'];

// The learner is the administrator of the cluster: the answer is always yes.
const canI: Subcommand = {
	name: 'can-i',
	short: 'Check whether an action is allowed',
	usage: 'kubectl auth can-i VERB [TYPE | TYPE/NAME]',
	examples: 'kubectl auth can-i create deployments\nkubectl auth can-i --list',
	flags: [
		{name: 'all-namespaces', short: 'A', type: 'boolean', help: 'In all namespaces'},
		{name: 'list', type: 'boolean', help: 'Everything that is allowed'},
		{name: 'no-headers', type: 'boolean', help: 'No line of column names'},
		{name: 'quiet', short: 'q', type: 'boolean', help: 'Say nothing, just give the exit code'},
		{name: 'subresource', type: 'string', help: 'A subresource such as log'},
	],
	*run({args, flags}) {
		if (flags.boolean('list')) {
			if (args.length > 0) throw refusal('list option must be specified with no arguments');
			const rows = [
				['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'],
				['*.*', '[]', '[]', '[*]'],
				['', '[*]', '[]', '[*]'],
			];
			yield* print(new TabWriter().write(flags.boolean('no-headers') ? rows.slice(1) : rows));
			return 0;
		}
		const [verb, resource] = args;
		if (verb === undefined || resource === undefined || args.length > 3)
			throw refusal(
				"you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
			);
		if (!VERBS.includes(verb) && !resource.startsWith('/'))
			yield* complain(`Warning: verb '${verb}' is not a known verb\n\n`);
		const [kind = ''] = resource.split('/');
		if (kind !== '*' && !resource.startsWith('/')) {
			const definition = findResource(kind);
			if (!definition) yield* complain(`Warning: the server doesn't have a resource type '${kind}'\n\n`);
			else if (!definition.namespaced)
				yield* complain(
					`Warning: resource '${definition.plural}' is not namespace scoped${definition.group ? ` in group '${definition.group}'` : ''}\n\n`,
				);
		}
		if (!flags.boolean('quiet')) yield* print('yes\n');
		return 0;
	},
};

const whoAmI: Subcommand = {
	name: 'whoami',
	short: 'Experimental: Check self subject attributes',
	usage: 'kubectl auth whoami',
	flags: [],
	*run() {
		const rows = [
			['ATTRIBUTE', 'VALUE'],
			['Username', 'learner'],
			['Groups', '[system:masters system:authenticated]'],
		];
		yield* print(new TabWriter().write(rows));
		return 0;
	},
};

export const auth: Subcommand = {
	name: 'auth',
	short: 'Inspect authorization',
	usage: 'kubectl auth can-i VERB TYPE',
	flags: [],
	subcommands: [canI, authReconcile, whoAmI],
};
