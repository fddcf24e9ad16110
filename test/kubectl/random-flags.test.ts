import fc from 'fast-check';
import {expect, it} from 'vitest';
import type {Subcommand} from '../../src/kubectl/command.ts';
import {COMMANDS} from '../../src/kubectl/command-table.ts';
import {GLOBAL_FLAGS} from '../../src/kubectl/global-flags.ts';
import {Session} from './session.ts';

const VALUES = [
	...[
		'',
		'-1',
		'0',
		'1e309',
		'NaN',
		'99999999999999999999',
		'true',
		'null',
		'__proto__',
		'constructor',
		'*',
		'.',
		'..',
	],
	...[
		'../../etc/passwd',
		'/dev/zero',
		'a=b',
		'=',
		',',
		'a,b,,',
		'{',
		'[',
		'{}',
		'{"a":',
		'{.items[?(@.a==',
		'{{range',
		'$(',
		'%s',
	],
	...[
		'\u001b[31m',
		'\u0000',
		'\u202e',
		'节点',
		'x'.repeat(2000),
		'1h',
		'-5m',
		'50%',
		'cpu=1',
		'deploy/web',
		'pods',
		'web',
		'm.yaml',
	],
];
const MANIFEST = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n';

interface Leaf {
	readonly path: readonly string[];
	readonly command: Subcommand;
}

function leaves(commands: readonly Subcommand[], above: readonly string[] = []): Leaf[] {
	return commands.flatMap(command => {
		const path = [...above, command.name];
		return [{path, command}, ...leaves(command.subcommands ?? [], path)];
	});
}

const value = fc.constantFrom(...VALUES);
const line = fc.constantFrom(...leaves(COMMANDS)).chain(({path, command}) => {
	const flags = [...command.flags, ...GLOBAL_FLAGS];
	const flag = fc
		.tuple(fc.constantFrom(...flags), fc.option(value), fc.boolean())
		.map(([{name, short}, given, isShort]) => {
			const word = isShort && short ? `-${short}` : `--${name}`;
			return given === null ? [word] : word.startsWith('--') ? [`${word}=${given}`] : [word, given];
		});
	return fc
		.tuple(fc.array(flag, {maxLength: 4}), fc.array(value, {maxLength: 3}))
		.map(([given, args]) => ['kubectl', ...path, ...args, ...given.flat()].map(quoted).join(' '));
});

function quoted(word: string): string {
	return `'${word.replaceAll("'", '').replaceAll('\u0000', '')}'`;
}

it('whatever is given to any flag of any command, kubectl answers with an exit code', {timeout: 60_000}, () => {
	const session = new Session({'m.yaml': MANIFEST});
	session.out('kubectl create deployment web --image=nginx');
	fc.assert(
		fc.property(line, typed => {
			const {out, err, code} = session.run(typed, 2000);
			expect(Number.isInteger(code)).toBe(true);
			expect(out + err).not.toMatch(/internal error:|\n {4}at /);
			if (code !== 0 && code !== 130) expect(`${err}${out}`).not.toBe('');
			expect(session.cluster.failures).toEqual([]);
		}),
		{numRuns: 800},
	);
});
