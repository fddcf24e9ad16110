import type {Service} from '../../cluster/objects.ts';
import {type LabelSelector, toLabelSelector} from '../../cluster/selectors.ts';
import type {Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {FILENAME_FLAGS} from '../resources.ts';
import {refusal, visitObjects} from './failures.ts';
import {CHANGE_FLAGS, patchObject, reportChange} from './object-changes.ts';
import {RECORD_FLAG} from './record.ts';
import {ALL_FLAG, LOCAL_FLAG, selectObjects} from './selection.ts';

export const setSelector: Subcommand = {
	name: 'selector',
	short: 'Set the selector on a resource',
	usage: 'kubectl set selector (-f FILENAME | TYPE NAME) EXPRESSIONS',
	examples: 'kubectl set selector service web app=web,tier=frontend',
	flags: [...FILENAME_FLAGS, LOCAL_FLAG, ALL_FLAG, RECORD_FLAG, ...CHANGE_FLAGS],
	*run(invocation) {
		const expression = invocation.args.at(-1);
		const resources = invocation.args.slice(0, -1);
		const selector = expression === undefined ? undefined : toLabelSelector(expression);
		const selection = yield* selectObjects(invocation, resources, {all: invocation.flags.boolean('all')});
		throwAll(selection.failures);
		if (selector === undefined) throw refusal('one selector is required');
		return yield* visitObjects(selection, function* (object) {
			if (object.kind !== 'Service') throw refusal('setting a selector is only supported for Services');
			if (selector.matchExpressions?.length)
				throw refusal(`match expression ${formatExpressions(selector)} not supported on this object`);
			const dropped = Object.keys((object as Service).spec.selector ?? {}).map(key => [key, null] as const);
			const patch = {...Object.fromEntries(dropped), ...selector.matchLabels};
			const changed = patchObject(invocation, object, {type: 'merge', body: {spec: {selector: patch}}});
			yield* reportChange(invocation, changed, 'selector updated');
		});
	},
};

// As Go prints a list of structs.
function formatExpressions({matchExpressions = []}: LabelSelector): string {
	const texts = matchExpressions.map(({key, operator, values = []}) => `{${key} ${operator} [${values.join(' ')}]}`);
	return `[${texts.join(' ')}]`;
}
