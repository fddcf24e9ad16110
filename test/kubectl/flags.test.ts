import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Flag} from '../../src/kubectl/command.ts';
import {FlagError, firstArgument, parseFlags} from '../../src/kubectl/flags.ts';

const FLAGS: readonly Flag[] = [
	{name: 'output', short: 'o', type: 'string', help: ''},
	{name: 'selector', short: 'l', type: 'string', help: ''},
	{name: 'stdin', short: 'i', type: 'boolean', help: ''},
	{name: 'tty', short: 't', type: 'boolean', help: ''},
	{name: 'wait', type: 'boolean', default: true, help: ''},
	{name: 'replicas', short: 'r', type: 'int', default: 1, help: ''},
	{name: 'timeout', type: 'duration', default: 0, help: ''},
	{name: 'filename', short: 'f', type: 'strings', help: ''},
	{name: 'from-literal', type: 'array', help: ''},
	{name: 'dry-run', type: 'optional', default: 'none', whenBare: 'unchanged', help: ''},
	{name: 'cpu-percent', type: 'int', deprecated: 'Use --cpu instead.', help: ''},
];

describe('flags', () => {
	test.each([
		['-o=json', 'json'],
		['-o json', 'json'],
		['-ojson', 'json'],
		['--output=json', 'json'],
		['--output json', 'json'],
		['-o json -o yaml', 'yaml'],
		['--output=', ''],
	])('%s', (line, value) => {
		expect(parseFlags(FLAGS, line.split(' ')).flags.string('output')).toBe(value);
	});

	test('words and flags may be mixed, and what follows -- is no flag', () => {
		const {args, dashAt, flags} = parseFlags(FLAGS, ['exec', '-it', 'web', '-lapp=web', '--', 'sh', '-c', 'ls']);
		expect(args).toEqual(['exec', 'web', 'sh', '-c', 'ls']);
		expect(dashAt).toBe(2);
		expect([flags.boolean('stdin'), flags.boolean('tty'), flags.string('selector')]).toEqual([true, true, 'app=web']);
	});

	test('values by type', () => {
		const line = '--replicas -1 --timeout=1m30s -f a,b -f c --from-literal=x=1,2 --dry-run --wait=false';
		const {flags} = parseFlags(FLAGS, line.split(' '));
		expect(flags.number('replicas')).toBe(-1);
		expect(flags.duration('timeout')).toBe(90_000);
		expect(flags.strings('filename')).toEqual(['a', 'b', 'c']);
		expect(flags.strings('from-literal')).toEqual(['x=1,2']);
		expect(flags.string('dry-run')).toBe('unchanged');
		expect(flags.boolean('wait')).toBe(false);
		expect([flags.given('replicas'), flags.given('output')]).toEqual([true, false]);
	});

	test.each([
		['--outptu=x', 'unknown flag: --outptu'],
		['-z', "unknown shorthand flag: 'z' in -z"],
		['-itz', "unknown shorthand flag: 'z' in -z"],
		['---x', 'bad flag syntax: ---x'],
		['--=x', 'bad flag syntax: --=x'],
		['--output', 'flag needs an argument: --output'],
		['-o', "flag needs an argument: 'o' in -o"],
		[
			'--replicas=two',
			'invalid argument "two" for "-r, --replicas" flag: strconv.ParseInt: parsing "two": invalid syntax',
		],
		['--wait=maybe', 'invalid argument "maybe" for "--wait" flag: strconv.ParseBool: parsing "maybe": invalid syntax'],
		['--timeout=10', 'invalid argument "10" for "--timeout" flag: time: missing unit in duration "10"'],
		['--timeout=1x', 'invalid argument "1x" for "--timeout" flag: time: unknown unit "x" in duration "1x"'],
		['--timeout=soon', 'invalid argument "soon" for "--timeout" flag: time: invalid duration "soon"'],
	])('%s is refused', (word, message) => {
		expect(() => parseFlags(FLAGS, [word])).toThrow(new FlagError(message));
	});

	test('a deprecated flag leaves a note', () => {
		expect(parseFlags(FLAGS, ['--cpu-percent=80']).notes).toEqual([
			'Flag --cpu-percent has been deprecated, Use --cpu instead.',
		]);
	});

	test('the subcommand is found behind flags, and an unknown flag is taken to have a value', () => {
		expect(firstArgument(FLAGS, ['-o', 'json', 'get'])).toBe(2);
		expect(firstArgument(FLAGS, ['-i', 'get'])).toBe(1);
		expect(firstArgument(FLAGS, ['--what', 'x', 'get'])).toBe(2);
		expect(firstArgument(FLAGS, ['-o=json'])).toBe(-1);
	});

	test('no words make it fail in another way', () => {
		const word = fc.oneof(
			fc.string(),
			fc.constantFrom('--output', '-o', '--', '-it', '--replicas=', '-r', '--wait', '--timeout='),
		);
		fc.assert(
			fc.property(fc.array(word), words => {
				try {
					parseFlags(FLAGS, words);
				} catch (error) {
					expect(error).toBeInstanceOf(FlagError);
				}
			}),
		);
	});
});
