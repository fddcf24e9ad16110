import {describe, expect, it} from 'vitest';
import type {Environment} from '../../src/cli/environment.ts';
import {localeFromEnvironment} from '../../src/cli/locale.ts';
import {main} from '../../src/cli/main.ts';
import {readOptions} from '../../src/cli/options.ts';

async function call(
	args: string[],
	env: Record<string, string> = {},
): Promise<{code: number; out: string; err: string}> {
	const written = {out: '', err: ''};
	const environment: Environment = {
		env,
		lessonsDirectory: '/nowhere',
		lessonSchema: 'src/lessons/lesson-schema.json',
		version: '1.2.3',
		isTerminal: false,
		out: text => {
			written.out += text;
		},
		err: text => {
			written.err += text;
		},
		async *lines() {},
	};
	return {code: await main(args, environment), ...written};
}

describe('arguments', () => {
	it.each([
		[[], {name: 'menu'}],
		[['sandbox', '--plain'], {name: 'sandbox'}],
		[['deployment/rollback'], {name: 'lesson', id: 'deployment/rollback'}],
		[['run', 'pod/sidecar', '--script', 'a.sh', '--json'], {name: 'run', id: 'pod/sidecar', script: 'a.sh'}],
		[['--script=a.sh', 'run', 'pod/sidecar'], {name: 'run', id: 'pod/sidecar', script: 'a.sh'}],
		[['card', 'pod/sidecar'], {name: 'card', id: 'pod/sidecar'}],
		[['replay', 'a.yaml', 'b.yaml', '--json'], {name: 'replay', files: ['a.yaml', 'b.yaml']}],
		[['check'], {name: 'check'}],
		[['check', 'pack'], {name: 'check', directory: 'pack'}],
		[['progress'], {name: 'progress', action: 'show'}],
		[['progress', 'export', 'f.json'], {name: 'progress', action: 'export', file: 'f.json'}],
		[['list', '-h'], {name: 'help'}],
		[['-V'], {name: 'version'}],
	])('%j', (args, command) => {
		expect(readOptions(args).command).toEqual(command);
	});

	it('carry the common flags', () => {
		expect(readOptions(['--theme', 'light', '--ascii', '--no-mouse', 'list'])).toMatchObject({
			theme: 'light',
			ascii: true,
			mouse: false,
		});
		expect(
			readOptions([
				'--lang',
				'zh-cn',
				'--lessons',
				'pack',
				'--seed=7',
				'--speed',
				'20',
				'--plain',
				'--no-color',
				'list',
			]),
		).toEqual({
			command: {name: 'list'},
			locale: 'zh-CN',
			lessonsDirectory: 'pack',
			seed: 7,
			speed: 20,
			plain: true,
			color: false,
			json: false,
		});
	});
});

describe('wrong calls', () => {
	it.each([
		[['--langue', 'en'], 'unknown flag: --langue\nDid you mean "--lang"?'],
		[['list', '-x'], 'unknown flag: -x'],
		[['--lang', 'fr'], 'invalid value: --lang fr\nPossible: en, zh-CN'],
		[['--theme', 'pink'], 'invalid value: --theme pink\nPossible: dark, light, auto'],
		[['--seed', 'x'], 'invalid value: --seed x\nPossible: 0–4294967295'],
		[['--seed'], 'wrong use of flag: --seed'],
		[['--json=yes'], 'wrong use of flag: --json'],
		[['run', 'pod/sidecar'], '--script FILE is missing'],
		[['run'], 'LESSON is missing'],
		[['replay'], 'CASE.yaml is missing'],
		[['list', 'more'], 'unexpected argument: more'],
		[['list', '--script', 'x'], 'unexpected argument: --script'],
		[['progress', 'show'], 'invalid value: progress show\nPossible: export FILE, import FILE, reset'],
	])('%j', async (args, message) => {
		expect(await call(args)).toEqual({code: 2, out: '', err: `kubekata: ${message}\nSee "kubekata --help".\n`});
	});
});

describe('help and version', () => {
	it('go to stdout, in the language of the environment', async () => {
		expect(await call(['--version'])).toEqual({code: 0, out: '1.2.3\n', err: ''});
		const english = await call(['--help']);
		const chinese = await call(['--help'], {LANG: 'zh_CN.UTF-8'});
		expect(english.out).toMatch(/^kubekata: learn Kubernetes workloads/);
		expect(chinese.out).toMatch(/^kubekata：在终端里/);
		expect((await call(['--help', '--lang', 'en'], {LANG: 'zh_CN.UTF-8'})).out).toBe(english.out);
		for (const {out} of [english, chinese])
			for (const flag of [
				'--lang',
				'--lessons',
				'--seed',
				'--speed',
				'--plain',
				'--no-color',
				'--theme',
				'--ascii',
				'--no-mouse',
			])
				expect(out).toContain(flag);
	});

	it('know a Chinese environment', () => {
		expect(localeFromEnvironment({LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8'})).toBe('zh-CN');
		expect(localeFromEnvironment({LANG: 'zh-Hans'})).toBe('zh-CN');
		expect(localeFromEnvironment({LANG: 'C.UTF-8'})).toBe('en');
	});
});
