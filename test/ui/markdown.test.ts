import {describe, expect, it} from 'vitest';
import {textOf} from '../../src/ui/line.ts';
import {renderMarkdown} from '../../src/ui/markdown.ts';
import {themeFor} from '../../src/ui/theme.ts';

const theme = themeFor({LANG: 'en_US.UTF-8'});
const rows = (markdown: string, width = 40) => renderMarkdown(markdown, width, theme).map(row => textOf(row).trimEnd());

describe('Markdown of a lesson', () => {
	it('wraps paragraphs and keeps an empty row between blocks', () => {
		expect(rows('Four Pods serve the shop, all of version 1.26.\n\nOne more.', 30)).toEqual([
			'Four Pods serve the shop, all',
			'of version 1.26.',
			'',
			'One more.',
		]);
	});

	it('shows emphasis, code and links as spans of their own', () => {
		const [row] = renderMarkdown('**Ship** it: `kubectl` at [docs](https://kubernetes.io)', 80, theme);
		expect(row).toEqual([
			{text: 'Ship', bold: true},
			{text: ' it: '},
			{text: 'kubectl', role: 'code'},
			{text: ' at '},
			{text: 'docs', underline: true, role: 'accent'},
			{text: ' (https://kubernetes.io)', role: 'muted'},
		]);
	});

	it('keeps code as it is and cuts what is too wide', () => {
		expect(rows('```\nkubectl get pods\n  -o wide\n```', 16)).toEqual(['  kubectl get p…', '    -o wide']);
	});

	it('draws lists with hanging indents', () => {
		expect(rows('- one two three four\n- five', 14)).toEqual(['• one two', '  three four', '• five']);
		expect(rows('1. first\n2. second')).toEqual(['1. first', '2. second']);
	});

	it('draws tables that fit by wrapping their widest cells', () => {
		expect(rows('| kind | runs |\n|---|---|\n| Job | to completion, then stops |', 22)).toEqual([
			'kind  runs',
			'────  ────────────────',
			'Job   to completion,',
			'      then stops',
		]);
	});

	it('joins Chinese lines without a blank', () => {
		expect(rows('滚动更新\n不过如此。')).toEqual(['滚动更新不过如此。']);
	});
});
