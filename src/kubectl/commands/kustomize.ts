import {complain, print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {kustomize} from '../kustomization.ts';
import {toYaml} from '../printers/yaml.ts';
import {refusal} from './failures.ts';

export const kustomizeCommand: Subcommand = {
	name: 'kustomize',
	short: 'Build a kustomization target from a directory or URL',
	usage: 'kubectl kustomize DIR',
	examples: 'kubectl kustomize overlays/production',
	flags: [],
	*run({args, process}) {
		if (args.length > 1) throw refusal('specify one path to kustomization.yaml');
		const warnings: string[] = [];
		const objects = kustomize(process, args[0] ?? '.', warnings);
		yield* complain(warnings.join(''));
		yield* print(objects.map(toYaml).join('---\n'));
		return 0;
	},
};
