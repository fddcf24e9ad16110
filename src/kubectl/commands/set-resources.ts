import type {Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {refusal} from './failures.ts';
import {CHANGE_FLAGS} from './object-changes.ts';
import {CONTAINERS_FLAG, changeContainers, changePodSpecs, matchesName} from './pod-spec-change.ts';
import {RECORD_FLAG} from './record.ts';
import {ALL_FLAG, LOCAL_FLAG, selectObjects, TARGET_FLAGS} from './selection.ts';

const QUANTITY = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;

export const setResources: Subcommand = {
	name: 'resources',
	short: 'Update resource requests/limits on objects with pod templates',
	usage: 'kubectl set resources (-f FILENAME | TYPE NAME) ([--limits=LIMITS & --requests=REQUESTS])',
	examples: 'kubectl set resources deployment web -c=nginx --limits=cpu=200m,memory=512Mi',
	flags: [
		...TARGET_FLAGS,
		LOCAL_FLAG,
		ALL_FLAG,
		RECORD_FLAG,
		...CHANGE_FLAGS,
		CONTAINERS_FLAG,
		{name: 'limits', type: 'string', help: 'Limits, such as cpu=200m,memory=512Mi'},
		{name: 'requests', type: 'string', help: 'Requests, such as cpu=100m,memory=256Mi'},
	],
	*run(invocation) {
		const {flags} = invocation;
		const selection = yield* selectObjects(invocation, invocation.args, {all: flags.boolean('all')});
		throwAll(selection.failures);
		if (flags.boolean('all') && flags.string('selector'))
			throw refusal('cannot set --all and --selector at the same time');
		if (!flags.string('limits') && !flags.string('requests'))
			throw refusal('you must specify an update to requests or limits (in the form of --requests/--limits)');
		const limits = parseResources(flags.string('limits'));
		const requests = parseResources(flags.string('requests'));
		const selector = flags.string('containers');
		const matches = matchesName(selector);
		return yield* changePodSpecs(
			invocation,
			selection,
			'resource requirements updated',
			'failed to patch resources update to pod template',
			spec => {
				const all = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
				if (!all.some(({name}) => matches(name))) throw refusal(`unable to find container named ${selector}`);
				return changeContainers(spec, matches, container => ({
					...container,
					resources: {
						...container.resources,
						...(limits && {limits: {...container.resources?.limits, ...limits}}),
						...(requests && {requests: {...container.resources?.requests, ...requests}}),
					},
				}));
			},
		);
	},
};

function parseResources(text: string): Record<string, string> | undefined {
	if (text === '') return undefined;
	const resources: [string, string][] = text.split(',').map(item => {
		const [name, quantity, ...rest] = item.split('=');
		if (!name || quantity === undefined || rest.length > 0)
			throw refusal(`Invalid argument syntax ${item}, expected <resource>=<value>`);
		if (!QUANTITY.test(quantity))
			throw refusal("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
		return [name, quantity];
	});
	return Object.fromEntries(resources);
}
