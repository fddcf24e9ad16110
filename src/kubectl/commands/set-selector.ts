import type {Service} from '../../cluster/objects.ts';
import type {Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {FILENAME_FLAGS} from '../resources.ts';
import {refusal, visitObjects} from './failures.ts';
import {resourceOf} from './kind-names.ts';
import {CHANGE_FLAGS, patchObject, reportChange} from './object-changes.ts';
import {ALL_FLAG, selectObjects} from './selection.ts';

export const setSelector: Subcommand = {
	name: 'selector',
	short: 'Set the selector on a resource',
	usage: 'kubectl set selector (-f FILENAME | TYPE NAME) EXPRESSIONS',
	examples: 'kubectl set selector service web app=web,tier=frontend',
	flags: [...FILENAME_FLAGS, ALL_FLAG, ...CHANGE_FLAGS],
	*run(invocation) {
		const expression = invocation.args.findLast(argument => argument.includes('='));
		const resources = invocation.args.filter(argument => argument !== expression);
		const selection = yield* selectObjects(invocation, resources, {all: invocation.flags.boolean('all')});
		throwAll(selection.failures);
		if (expression === undefined) throw refusal('one selector is required');
		const selector = parseSelector(expression);
		return yield* visitObjects(selection, function* (object) {
			if (object.kind !== 'Service')
				throw refusal(
					`${resourceOf(object.kind)}/${object.metadata.name} setting a selector is only supported for Services`,
				);
			const dropped = Object.keys((object as Service).spec.selector ?? {}).map(key => [key, null] as const);
			const patch = {...Object.fromEntries(dropped), ...selector};
			const changed = patchObject(invocation, object, {type: 'merge', body: {spec: {selector: patch}}});
			yield* reportChange(invocation, changed, 'selector updated');
		});
	},
};

function parseSelector(expression: string): Record<string, string> {
	const pairs = expression.split(',').map(term => {
		const match = /^([^=!\s]+)\s*==?\s*([^=\s]*)$/.exec(term.trim());
		if (!match) throw refusal(`match expression ${term} not supported on this object`);
		return [match[1]!, match[2]!] as const;
	});
	return Object.fromEntries(pairs);
}
