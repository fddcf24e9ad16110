import {expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';

const LINE = 'a line of text that goes on and on\n';
const TOO_MUCH = 'kubekata: that is too much for a command line; nothing of it was run';
const NOT_FOUND = /^bash: x+/;
const open = (depth: number, begin: string, end = '') => begin.repeat(depth) + end.repeat(depth);

/** What is pasted or typed, and the line that answers. */
const INPUTS: readonly (readonly [string, (lab: Lab) => void, string | RegExp])[] = [
	['ten megabytes in one line', lab => lab.paste('x'.repeat(10_000_000)), TOO_MUCH],
	['100,000 lines', lab => lab.paste('echo hi\n'.repeat(100_000)), TOO_MUCH],
	['a here-document of 50,000 lines', lab => lab.paste(`cat <<X > f\n${LINE.repeat(50_000)}`), TOO_MUCH],
	['a here-document without end', lab => typeUntil(lab, 'cat <<X > f', TOO_MUCH), TOO_MUCH],
	['a quote that is never closed', lab => typeUntil(lab, "echo 'x", TOO_MUCH), TOO_MUCH],
	['50,000 characters in one line', lab => lab.paste(`${'x'.repeat(50_000)}\n`), NOT_FOUND],
	[
		'2,000 substitutions in each other',
		lab => lab.submit(open(2000, '$(echo ', ')')),
		'bash: maximum command substitution nesting depth exceeded',
	],
	[
		'5,000 groups in each other',
		lab => lab.submit(`${open(5000, '{ ')}echo ${open(5000, ';} ')}`),
		'bash: maximum brace group nesting depth exceeded',
	],
	[
		'20,000 parentheses in arithmetic',
		lab => lab.submit(`echo $((${open(20_000, '(')}1${open(20_000, ')')}))`),
		'bash: maximum arithmetic expression nesting depth exceeded',
	],
	[
		'20,000 parentheses of grep',
		lab => lab.submit(`echo a | grep -E '${open(20_000, '(')}a${open(20_000, ')')}'`),
		'grep: kubekata: this regular expression is too large',
	],
	[
		'20,000 parentheses of awk',
		lab => lab.submit(`awk 'BEGIN {print ${open(20_000, '(')}1${open(20_000, ')')}}'`),
		'awk: expression nested too deeply',
	],
	[
		'20,000 parentheses of jq',
		lab => lab.submit(`jq -n '${open(20_000, '(')}1${open(20_000, ')')}'`),
		'jq: 1 compile error',
	],
	[
		'5,000 ranges of jsonpath',
		lab => lab.submit(`kubectl get nodes -o jsonpath='${open(5000, '{range .items[*]}')}'`),
		'kubectl: kubekata: nested too deeply',
	],
	[
		'a template that calls itself',
		lab => lab.submit(`kubectl get nodes -o go-template='{{define "a"}}{{template "a"}}{{end}}{{template "a"}}'`),
		/exceeded maximum template depth/,
	],
];

it.each(INPUTS)('%s is answered by one line, and the lab goes on', {timeout: 30_000}, (_what, enter, answer) => {
	const lab = createLab({seed: 1, locale: 'en'});
	enter(lab);
	const last = lab
		.view()
		.scrollback.filter(({kind}) => kind !== 'input')
		.at(-1)?.text;
	if (typeof answer === 'string') expect(last).toBe(answer);
	else expect(last).toMatch(answer);
	lab.interrupt();
	lab.submit('echo still here');
	lab.runUntilPrompt(60_000);
	expect(lab.view().scrollback.at(-1)?.text).toBe('still here');
});

function typeUntil(lab: Lab, first: string, told: string): void {
	lab.submit(first);
	for (let count = 0; count < 10_000 && lab.view().scrollback.at(-1)?.text !== told; count++)
		lab.submit(LINE.repeat(9) + LINE.trimEnd());
}
