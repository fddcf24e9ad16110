import {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {complain, print} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {describeObject} from '../describe/describe-object.ts';
import {throwAll} from '../failure-text.ts';
import {ALL_NAMESPACES_FLAG, hasFiles} from '../resources.ts';
import {deprecationWarnings} from './deprecations.ts';
import {refusal} from './failures.ts';
import {selectObjects, TARGET_FLAGS} from './selection.ts';

export const describe: Subcommand = {
	name: 'describe',
	short: 'Show details of a specific resource or group of resources',
	usage: 'kubectl describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
	examples: 'kubectl describe pod web\nkubectl describe deployment/web\nkubectl describe pods -l app=web',
	flags: [
		...TARGET_FLAGS,
		ALL_NAMESPACES_FLAG,
		{name: 'show-events', type: 'boolean', default: true, help: 'With the events about the object'},
	],
	*run(invocation) {
		const {args, flags, namespace} = invocation;
		if (args.length === 0 && !hasFiles(invocation))
			throw refusal(
				'You must specify the type of resource to describe. ' +
					'Use "kubectl api-resources" for a complete list of supported resources.',
			);
		const allNamespaces = flags.boolean('all-namespaces');
		const selection = yield* selectObjects(invocation, args, {all: true});
		yield* deprecationWarnings([], invocation);
		const [failure] = selection.failures;
		if (failure instanceof ApiError && failure.reason === 'NotFound' && args.length === 2) {
			yield* describeByPrefix(invocation, failure);
			return 0;
		}
		for (const [index, object] of selection.objects.entries())
			yield* print((index > 0 ? '\n\n' : '') + text(invocation, object));
		if (selection.objects.length === 0 && !failure)
			yield* complain(`No resources found${allNamespaces ? '' : ` in ${namespace} namespace.`}\n`);
		throwAll(selection.failures);
		return 0;
	},
};

// A name that doesn't exist is taken for the beginning of names.
function* describeByPrefix(invocation: Invocation, notFound: ApiError) {
	const [type, prefix] = invocation.args as [string, string];
	const {failures, objects} = yield* selectObjects(invocation, [type], {all: true});
	throwAll(failures);
	const found = objects.filter(({metadata}) => metadata.name.startsWith(prefix));
	if (found.length === 0) throw notFound;
	for (const object of found) yield* print(`${text(invocation, object)}\n`);
}

function text({cluster, flags}: Invocation, object: KubeObject): string {
	return describeObject(object, {
		store: cluster.store,
		nowMs: cluster.clock.now(),
		showEvents: flags.boolean('show-events'),
	});
}
