import {allKinds, apiVersionOf} from '../../cluster/kinds.ts';
import {print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {usageError} from './failures.ts';

export const apiVersions: Subcommand = {
	name: 'api-versions',
	short: 'Print the supported API versions on the server, in the form of "group/version"',
	usage: 'kubectl api-versions',
	flags: [],
	*run({args}) {
		if (args.length > 0) throw usageError('api-versions', `unexpected arguments: [${args.join(' ')}]`);
		const versions = new Set(allKinds().map(apiVersionOf));
		yield* print(
			[...versions]
				.sort()
				.map(version => `${version}\n`)
				.join(''),
		);
		return 0;
	},
};
