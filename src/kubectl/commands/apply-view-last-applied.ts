import type {Json} from '../../cluster/api.ts';
import {print} from '../../shell/program.ts';
import {CommandError, type Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {lastAppliedOf} from '../manifest-changes.ts';
import {goJsonIndented} from '../printers/json.ts';
import {toYaml} from '../printers/yaml.ts';
import {FILENAME_FLAGS, findResources, SELECTOR_FLAG} from '../resources.ts';
import {usageError} from './failures.ts';

export const applyViewLastApplied: Subcommand = {
	name: 'view-last-applied',
	short: 'View the latest last-applied-configuration annotations of a resource/object',
	usage: 'kubectl apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
	examples: 'kubectl apply view-last-applied deployment/web',
	flags: [
		...FILENAME_FLAGS,
		SELECTOR_FLAG,
		{name: 'all', type: 'boolean', help: 'All objects of the kinds'},
		{name: 'output', short: 'o', type: 'string', default: 'yaml', help: 'yaml or json', values: ['yaml', 'json']},
	],
	*run(invocation) {
		const format = invocation.flags.string('output');
		const found = yield* findResources(invocation);
		throwAll(found.failures);
		for (const {object, source} of found.items) {
			const text = lastAppliedOf(object);
			// The real command complains only about objects of files: it puts the file's name to an error that it doesn't have.
			if (text === undefined && source === undefined) return 0;
			if (text === undefined)
				throw new CommandError(
					'error: error when no last-applied-configuration annotation found on resource: ' +
						`${object.metadata.name}\n ${JSON.stringify(source)}: <nil>`,
				);
			const value = JSON.parse(text) as Json;
			if (format === 'yaml') yield* print(toYaml(value));
			else if (format === 'json')
				yield* print(`${goJsonIndented(value).replaceAll(/^( {4})+/gm, indent => ' '.repeat(indent.length / 2))}\n`);
			else
				throw usageError(
					'apply view-last-applied',
					`Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`,
				);
		}
		return 0;
	},
};
