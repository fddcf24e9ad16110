import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {goTemplate, TemplateError} from '../../../src/kubectl/printers/go-template.ts';

const pod = {
	metadata: {name: 'web', labels: {app: 'web', tier: 'front'}},
	spec: {replicas: 3, on: true, empty: {}, list: ['a', 'b', 'c', 'd'], containers: [{name: 'nginx'}, {name: 'side'}]},
};

const fill = (template: string) => goTemplate(template, {allowMissing: true})(pod);

describe('go-template', () => {
	test.each([
		['{{.metadata.name}}{{"\\n"}}', 'web\n'],
		['{{range .spec.containers}}{{.name}} {{end}}', 'nginx side '],
		['{{range $i, $c := .spec.containers}}{{if $i}},{{end}}{{$i}}:{{$c.name}}{{end}}', '0:nginx,1:side'],
		['{{range $k, $v := .metadata.labels}}{{$k}}={{$v}};{{end}}', 'app=web;tier=front;'],
		['{{range .spec.list}}{{if eq . "b"}}{{continue}}{{end}}{{if eq . "d"}}{{break}}{{end}}{{.}}{{end}}', 'ac'],
		['{{range .spec.nope}}x{{else}}empty{{end}}', 'empty'],
		['{{if .spec.on}}yes{{else}}no{{end}}', 'yes'],
		['{{if eq .metadata.name "db"}}1{{else if gt .spec.replicas 2}}2{{end}}', '2'],
		['{{with .spec.empty}}x{{else}}none{{end}}', 'none'],
		['{{.spec.nope}} {{.spec.nope.x}}', '<no value> <no value>'],
		['{{len .spec.list}} {{index .spec.list 1}} {{(index .spec.containers 0).name}}', '4 b nginx'],
		['{{printf "%s-%d %v %q" .metadata.name 3 .spec.replicas "x"}}', 'web-3 3 "x"'],
		['{{.metadata.labels}} {{.spec.list}}', 'map[app:web tier:front] [a b c d]'],
		['{{"YWJj" | base64decode | printf "%s!"}}', 'abc!'],
		['{{- "a" -}} b {{- "c"}}{{/* no */}}', 'abc'],
		['{{$x := .metadata.name}}{{$x}}{{$.metadata.name}}', 'webweb'],
		['{{and .spec.on .metadata.name}} {{or .spec.nope "d"}} {{not .spec.on}}', 'web d false'],
		['{{define "t"}}[{{.}}]{{end}}{{template "t" .metadata.name}}', '[web]'],
		['{{println .metadata.name}}{{print 1 2 "a" "b" 3}}', 'web\n1 2ab3'],
	])('%s', (template, text) => {
		expect(fill(template)).toBe(text);
	});

	test.each([
		['{{.metadata.name', 'template: output:1: unclosed action'],
		['{{foo}}', 'template: output:1: function "foo" not defined'],
		['{{if .x}}', 'template: output:1: unexpected EOF'],
		['{{end}}', 'template: output:1: unexpected {{end}}'],
		['{{}}', 'template: output:1: missing value for command'],
		[
			'{{index .spec.list 9}}',
			'template: output:1:2: executing "output" at <index .spec.list 9>: error calling index: index out of range: 9',
		],
	])('%s is refused', (template, message) => {
		expect(() => fill(template)).toThrow(new TemplateError(message));
	});

	test('no template makes it fail in another way', () => {
		const piece = fc.constantFrom(
			'{{',
			'}}',
			'.',
			'$',
			'|',
			'(',
			')',
			':=',
			'range ',
			'if ',
			'else',
			'end',
			'with ',
			' .x',
			'"',
			'`',
			'index ',
			'printf ',
			'1',
			'-',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(piece, fc.string({maxLength: 3})), {maxLength: 25}), pieces => {
				try {
					fill(pieces.join(''));
				} catch (error) {
					expect(error).toBeInstanceOf(TemplateError);
				}
			}),
			{numRuns: 1000},
		);
	});
});
