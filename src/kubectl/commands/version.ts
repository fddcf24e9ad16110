import {print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {goJsonIndented} from '../printers/json.ts';
import {toYaml} from '../printers/yaml.ts';
import {refusal} from './failures.ts';

const VERSION = {gitVersion: 'v1.34.9', major: '1', minor: '34'};
/** What `/version` of the server says. */
export const SERVER_VERSION = {
	major: VERSION.major,
	minor: VERSION.minor,
	gitVersion: VERSION.gitVersion,
	gitTreeState: 'clean',
	compiler: 'gc',
	platform: 'linux/amd64',
};
const KUSTOMIZE_VERSION = 'v5.7.1';

export const version: Subcommand = {
	name: 'version',
	short: 'Print the client and server version information',
	usage: 'kubectl version [flags]',
	flags: [
		{name: 'client', type: 'boolean', help: 'The client alone'},
		{name: 'output', short: 'o', type: 'string', help: 'yaml or json', values: ['yaml', 'json']},
	],
	*run({flags}) {
		const format = flags.string('output');
		const client = flags.boolean('client');
		if (format === '') {
			const server = client ? '' : `Server Version: ${VERSION.gitVersion}\n`;
			yield* print(`Client Version: ${VERSION.gitVersion}\nKustomize Version: ${KUSTOMIZE_VERSION}\n${server}`);
			return 0;
		}
		const value = {
			clientVersion: VERSION,
			kustomizeVersion: KUSTOMIZE_VERSION,
			...(!client && {serverVersion: VERSION}),
		};
		if (format === 'yaml') yield* print(toYaml(value));
		else if (format === 'json')
			yield* print(`${goJsonIndented(value).replace(/^( {4})+/gm, pad => ' '.repeat(pad.length / 2))}\n`);
		else throw refusal("--output must be 'yaml' or 'json'");
		return 0;
	},
};
