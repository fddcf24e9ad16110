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
			{text: 'docs', underline: true, role: 'accent', href: 'https://kubernetes.io'},
			{text: ' (https://kubernetes.io)', role: 'muted'},
		]);
	});

	it('keeps code as it is; a command that is too wide goes on in the next row, a picture is cut', () => {
		expect(rows('```\nkubectl get pods\n  -o wide\n```', 16)).toEqual(['  kubectl get', '    pods', '    -o wide']);
		expect(rows('```\nDeployment ─▶ ReplicaSet\n```', 16)).toEqual(['  Deployment ─▶…']);
	});

	it('leaves out the address of a link where the terminal draws links', () => {
		const [row] = renderMarkdown('[docs](https://kubernetes.io)', 80, {...theme, hasLinks: true});
		expect(row).toEqual([{text: 'docs', underline: true, role: 'accent', href: 'https://kubernetes.io'}]);
	});

	it('aligns the columns of a table by what they take on screen, and wraps Chinese cells', () => {
		expect(rows('| 字段 | 含义 |\n|---|---|\n| `spec` | 期望的状态，由你写下 |\n| 状态 | now |', 20)).toEqual([
			'字段  含义',
			'────  ──────────────',
			'spec  期望的状态，由',
			'      你写下',
			'状态  now',
		]);
	});

	it('drops the blank that Markdown wants behind a Chinese mark in bold', () => {
		expect(rows('**发布：** 把镜像改掉')).toEqual(['发布：把镜像改掉']);
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
