import {typeLine} from '../../src/lab/play.ts';
import {createLab, type Lab} from '../../src/lab.ts';

/** A free cluster with a prompt, for claims that are tried and seen. */
export class Trial {
	readonly lab: Lab;

	constructor(files: Readonly<Record<string, string>> = {}) {
		this.lab = createLab({seed: 11, locale: 'en', files: new Map(Object.entries(files))});
	}

	/** Types lines one after the other, waits each time until the cluster is quiet, and returns what the last one printed. */
	run(...lines: readonly string[]): string {
		let output = '';
		for (const line of lines) {
			const before = this.lab.view().scrollback.length;
			typeLine(this.lab, line);
			output = this.lab
				.view()
				.scrollback.slice(before + 1)
				.map(({text}) => text)
				.join('\n');
		}
		return output;
	}

	/** Virtual time passes. */
	advance(seconds: number): void {
		this.lab.advance(seconds * 1000);
	}
}

/** A workload of the kinds that have a Pod template, as short as it can be. */
export function manifest(kind: string, name: string, spec: string, container = 'image: nginx:1.27'): string {
	return `apiVersion: ${kind === 'Job' ? 'batch' : 'apps'}/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
${spec.replace(/^/gm, '  ')}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: main
        ${container}
`;
}
